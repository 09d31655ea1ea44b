namespace QaAnalyzer.Signals.Text;

/// <summary>One line of a phrase list, ready for matching.</summary>
internal sealed record Phrase
{
    public required string Tag
    {
        get;
        init
        {
            field = value;
            TagIndex = Tagging.TagMask.IndexOf(value);
        }
    }

    /// <summary>Place of the tag in the vocabulary; -1 for a phrase of another list.</summary>
    public int TagIndex { get; private init; }

    /// <summary>The line as the user wrote it; the reason of its signals.</summary>
    public required string Written { get; init; }

    public required double Probability { get; init; }

    /// <summary>Words around it that forbid a match.</summary>
    public PhraseGuards Guards { get; init; } = PhraseGuards.None;

    /// <summary>Matches only when one of these stands in the other side's last utterance; empty: always.</summary>
    public string[] ReplyTo { get; init; } = [];

    /// <summary>True when the phrase also counts inside quotation marks.</summary>
    public bool Quoted { get; init; }

    public required int GapLimit { get; init; }

    public required PhrasePattern Pattern { get; init; }

    /// <summary>How a match can begin; see <see cref="PhrasePattern.Beginnings()"/>.</summary>
    public required IReadOnlyDictionary<string, Lookahead> Beginnings { get; init; }

    /// <summary>What a match needs behind a gap; see <see cref="PhrasePattern.Pivots"/>.</summary>
    public required IReadOnlyCollection<string> Pivots { get; init; }
}
