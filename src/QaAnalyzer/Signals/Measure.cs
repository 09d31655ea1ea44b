namespace QaAnalyzer.Signals;

/// <summary>A named number about a conversation with the utterances it comes from, or the reason why it is absent.</summary>
public sealed class Measure
{
    private Sentence? _sentence;

    public required string Id { get; init; }

    /// <summary>In the unit that the id ends with (seconds, share 0–1, count); null when it cannot be known.</summary>
    public double? Value { get; init; }

    /// <summary>Indexes of the utterances behind the number; for an absence, those that were searched.</summary>
    public IReadOnlyList<int> Utterances { get; init; } = [];

    /// <summary>The signals that were counted; evidence for a draft.</summary>
    public IReadOnlyList<Signal> Signals { get; init; } = [];

    /// <summary>The number in words, or why there is none; worded once and only when asked for, since most measures decide nothing.</summary>
    public Sentence Sentence => _sentence ??= Wording();

    public required Func<Sentence> Wording { get; init; }

    public static Measure Absent(string id, Sentence because) => new() { Id = id, Wording = () => because };
}
