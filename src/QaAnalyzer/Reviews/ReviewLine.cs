using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Reviews;

/// <summary>One line of a form to decide: a criterion with its draft, or an automatic failure that the machine saw.</summary>
public sealed record ReviewLine
{
    public const string AutoFailPrefix = "auto-fail:";

    public required string Id { get; init; }

    public required Sentence Name { get; init; }

    /// <summary>Null for an automatic failure.</summary>
    public Criterion? Criterion { get; init; }

    /// <summary>Null for an automatic failure.</summary>
    public Dimension? Dimension { get; init; }

    /// <summary>What the evaluator may see: null for an automatic failure, for a criterion that the analysis does not know, and while hidden.</summary>
    public Draft? Draft { get; init; }

    /// <summary>The draft of a line to be decided blind; no page may show it.</summary>
    internal Draft? HiddenDraft { get; init; }

    /// <summary>True while the draft waits for the evaluator's own score.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The decision in force; null while undecided.</summary>
    public Review? Review { get; init; }

    public bool IsAutoFail => Criterion is null;

    public bool IsDecided => Review is not null;
}
