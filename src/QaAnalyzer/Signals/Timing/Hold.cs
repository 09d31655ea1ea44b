namespace QaAnalyzer.Signals.Timing;

/// <summary>One announced wait of a call: a notice, silences, words that the work goes on, and the end.</summary>
public sealed record Hold
{
    /// <summary>Second at which the first silence began.</summary>
    public required double From { get; init; }

    /// <summary>Second at which the last silence ended.</summary>
    public required double To { get; init; }

    public double Seconds => Math.Round(To - From, 6);

    /// <summary>Index of the utterance that announced it.</summary>
    public required int Notice { get; init; }

    /// <summary>Indexes of the utterances that kept the customer informed.</summary>
    public required IReadOnlyList<int> Progress { get; init; }

    /// <summary>Index of the utterance that ended it.</summary>
    public required int End { get; init; }

    /// <summary>Seconds of the longest stretch in which the agent said nothing, whatever the customer said.</summary>
    public required double LongestWithoutWord { get; init; }

    /// <summary>True when the customer was asked to wait; false when the agent only said what is being looked up.</summary>
    public required bool Asked { get; init; }

    /// <summary>Indexes of the utterances that show it, in order.</summary>
    public IReadOnlyList<int> Utterances => [.. Progress.Append(Notice).Append(End).Distinct().Order()];

    public Sentence Sentence => SilenceSentences.Of(this);
}
