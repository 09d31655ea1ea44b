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

    /// <summary>No match when one of these stands shortly before it in the same clause.</summary>
    public string[] NotAfter { get; init; } = [];

    /// <summary>No match when one of these stands directly behind it.</summary>
    public string[] NotBefore { get; init; } = [];

    /// <summary>Matches only when one of these stands in the other side's last utterance; empty: always.</summary>
    public string[] ReplyTo { get; init; } = [];

    /// <summary>True when the phrase also counts inside quotation marks.</summary>
    public bool Quoted { get; init; }

    public required int GapLimit { get; init; }

    public required PhrasePattern Pattern { get; init; }

    /// <summary>How a match can begin; see <see cref="PhrasePattern.Triggers"/>.</summary>
    public required IReadOnlyCollection<string> Triggers { get; init; }
}
