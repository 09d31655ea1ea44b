using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>One silence of a call with its one cause.</summary>
public sealed record SilenceEntry
{
    /// <summary>Second at which the last speech ended.</summary>
    public required double From { get; init; }

    /// <summary>Second at which the next speech began.</summary>
    public required double To { get; init; }

    public double Seconds => Math.Round(To - From, 6);

    public required SilenceCause Cause { get; init; }

    /// <summary>Agent or customer; null when a machine spoke last.</summary>
    public required Speaker? OwedBy { get; init; }

    /// <summary>Index of the utterance that ended last.</summary>
    public required int Before { get; init; }

    /// <summary>Index of the utterance that ends the silence.</summary>
    public required int After { get; init; }

    /// <summary>Index of the utterance that shows the cause.</summary>
    public required int Shown { get; init; }

    public bool CountsAgainstAgent => Cause == SilenceCause.Unexplained;

    /// <summary>Indexes of the utterances that show it, in order: the words that explain it and those around it.</summary>
    public IReadOnlyList<int> Utterances => [.. new[] { Shown, Before, After }.Distinct().Order()];

    /// <summary>How long, why, and whose turn it was.</summary>
    public Sentence Sentence => SilenceSentences.Of(this);
}
