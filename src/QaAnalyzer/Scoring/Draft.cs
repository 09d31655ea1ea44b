using QaAnalyzer.Conversations;

namespace QaAnalyzer.Scoring;

/// <summary>What the machine says about one criterion: a score with its evidence, or why there is none. Never a final score.</summary>
public abstract record Draft
{
    public required string Criterion { get; init; }

    /// <summary>The numbers in words; for an abstention, why.</summary>
    public required Sentence Reason { get; init; }

    /// <summary>What supports the draft; for an absence, the places searched.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}

/// <summary>A drafted score.</summary>
public sealed record DraftScore : Draft
{
    /// <summary>1–5.</summary>
    public required int Score { get; init; }

    /// <summary>Five probabilities for 1–5 that sum to 1.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>Scores of the 90 % prediction set in order; null when there is no calibrated scorer.</summary>
    public IReadOnlyList<int>? PredictionSet { get; init; }

    public required DraftSource Source { get; init; }
}

/// <summary>The machine does not score this: it does not apply, cannot be seen in a transcript, or its measures are missing.</summary>
public sealed record Abstention : Draft
{
    public required AbstentionKind Kind { get; init; }

    /// <summary>Of a learned scorer that leaves the score to a person; else null.</summary>
    public IReadOnlyList<double>? Probabilities { get; init; }

    /// <summary>Set beside <see cref="Probabilities"/>.</summary>
    public IReadOnlyList<int>? PredictionSet { get; init; }
}

public enum DraftSource
{
    Rubric,
    Learned,
}

public enum AbstentionKind
{
    NotApplicable,
    NotAssessable,
    MissingMeasure,
    DetectorFailed,

    /// <summary>The criterion is learned only and there is no scorer.</summary>
    NoScorer,

    /// <summary>The prediction set spans all scores.</summary>
    TooUncertain,
}

/// <summary>A place in the conversation; <see cref="Tag"/> is null when the whole utterance was searched for something absent.</summary>
public sealed record Evidence(int Utterance, TextSpan Span, string? Tag)
{
    internal static int ByPlace(Evidence a, Evidence b)
    {
        if (a.Utterance != b.Utterance) return a.Utterance.CompareTo(b.Utterance);
        if (a.Span.Start != b.Span.Start) return a.Span.Start.CompareTo(b.Span.Start);
        return a.Span.End != b.Span.End ? a.Span.End.CompareTo(b.Span.End) : string.CompareOrdinal(a.Tag, b.Tag);
    }
}
