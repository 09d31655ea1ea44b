namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Which phrase lists matched an utterance, by the probability of their surest match: bits per tag of <see cref="TagVocabulary.Text"/>.</summary>
/// <param name="Loose">Below 0.8.</param>
/// <param name="Fair">From 0.8, below 0.92.</param>
/// <param name="Sure">From 0.92.</param>
public readonly record struct PhraseTags(ulong Loose, ulong Fair, ulong Sure)
{
    /// <summary>Steps of sureness.</summary>
    public const int Levels = 3;

    private const double FairFrom = 0.8;
    private const double SureFrom = 0.92;

    public ulong Any => Loose | Fair | Sure;

    public ulong this[int level] => level switch { 0 => Loose, 1 => Fair, _ => Sure };

    /// <summary>The same with one more match; a tag stands only at its surest level.</summary>
    public PhraseTags With(int tag, double probability)
    {
        var bit = 1ul << tag;
        if (probability >= SureFrom) return new(Loose & ~bit, Fair & ~bit, Sure | bit);
        if ((Sure & bit) != 0) return this;
        if (probability >= FairFrom) return this with { Loose = Loose & ~bit, Fair = Fair | bit };
        return (Fair & bit) != 0 ? this : this with { Loose = Loose | bit };
    }
}
