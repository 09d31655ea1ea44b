using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>Who spoke when, as far as the transcript says. Bot and system messages take no part.</summary>
internal sealed class Timeline
{
    /// <summary>Indexes of all utterances by start; one without a time stays behind its predecessor.</summary>
    private readonly int[] _byTime;

    /// <summary>Indexes of all utterances by start.</summary>
    public IReadOnlyList<int> ByTime => _byTime;

    public Timeline(Conversation conversation)
    {
        Conversation = conversation;
        Turns = TurnsOf(conversation);
        _byTime = InOrderOfTime(conversation.Utterances);
        Gaps = conversation.Channel == Channel.Call ? StatedSilences.Among([.. GapsOf()], conversation, _byTime) : [];
    }

    public Conversation Conversation { get; }

    /// <summary>Runs of utterances of one side.</summary>
    public IReadOnlyList<Turn> Turns { get; }

    /// <summary>Silences between utterances of a call whose ends are known.</summary>
    public IReadOnlyList<Gap> Gaps { get; }

    public double? FirstStart => FirstOrNull(Conversation.Utterances.Select(u => u.Start));

    public double? LastEnd => Conversation.Utterances.Max(u => u.End ?? u.Start);

    private static List<Turn> TurnsOf(Conversation conversation)
    {
        var turns = new List<Turn>();
        for (var i = 0; i < conversation.Utterances.Count; i++)
        {
            var speaker = conversation.Utterances[i].Speaker;
            if (speaker is not (Speaker.Agent or Speaker.Customer)) continue;
            if (turns.Count > 0 && turns[^1].Speaker == speaker) turns[^1].Utterances.Add(i);
            else turns.Add(new(speaker, [i]));
        }

        return turns;
    }

    private IEnumerable<Gap> GapsOf()
    {
        // NaN while speech without a known end goes on: no silence can be told from it.
        var (last, lastEnd) = (-1, double.NaN);
        for (var place = 0; place < _byTime.Length; place++)
        {
            var index = _byTime[place];
            if (Conversation.Utterances[index] is not { Start: { } start } utterance) continue;
            if (last >= 0 && start > lastEnd) yield return new(_byTime[last], index, lastEnd, start, last, place);
            if (last >= 0 && utterance.End <= lastEnd) continue;
            (last, lastEnd) = (place, Math.Max(start, utterance.End ?? double.NaN));
        }
    }

    /// <summary>What was said before a silence, the last first.</summary>
    public IEnumerable<int> Backwards(Gap gap)
    {
        yield return gap.Before;
        for (var place = gap.AfterPlace - 1; place >= 0; place--)
        {
            if (place != gap.BeforePlace) yield return _byTime[place];
        }
    }

    /// <summary>What was said between two silences, in order of time.</summary>
    public ReadOnlySpan<int> Between(Gap earlier, Gap later) => _byTime.AsSpan(earlier.AfterPlace, later.AfterPlace - earlier.AfterPlace);

    private static int[] InOrderOfTime(IReadOnlyList<Utterance> utterances)
    {
        var starts = new double[utterances.Count];
        var (latest, inOrder) = (double.NegativeInfinity, true);
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = utterances[i].Start ?? (i > 0 ? starts[i - 1] : latest);
            inOrder &= starts[i] >= latest;
            latest = starts[i];
        }

        var order = Enumerable.Range(0, starts.Length);
        return inOrder ? [.. order] : [.. order.OrderBy(i => starts[i])];
    }

    private static double? FirstOrNull(IEnumerable<double?> values) => values.FirstOrDefault(v => v is not null);
}

/// <summary>Consecutive utterances (indexes) of one side.</summary>
internal sealed record Turn(Speaker Speaker, List<int> Utterances);

/// <summary>Silence of a call between the end of one utterance and the start of the next.</summary>
/// <param name="Before">Index of the utterance that ended last.</param>
/// <param name="After">Index of the utterance that ends the silence.</param>
/// <param name="From">Second at which speech ended.</param>
/// <param name="To">Second at which speech began again.</param>
/// <param name="BeforePlace">Place of the one before in the order of time.</param>
/// <param name="AfterPlace">Place of the one after in the order of time.</param>
internal readonly record struct Gap(int Before, int After, double From, double To, int BeforePlace, int AfterPlace)
{
    /// <summary>To the microsecond: a limit that was met exactly must not depend on where the clock started.</summary>
    public double Seconds => Math.Round(To - From, 6);
}
