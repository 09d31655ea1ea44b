using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Channels;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Scoring;

/// <summary>
/// What the flags of a conversation take away from its scoring. Times that mean nothing are not looked at, a side that is not heard is
/// not counted, and a draft that stays says what speaks against it.
/// </summary>
internal sealed class Doubts(IReadOnlyList<ChannelFlag> flags)
{
    private static readonly Sentence Swapped = new("客服与客户像是对调了，评分前请先核对", "agent and customer look exchanged; check before you rely on this");
    private static readonly Sentence Doubled = new("两个声道内容相同，说话人不可靠", "both channels say the same, so who spoke is not certain");

    private readonly Sentence? _noTimes = flags.FirstOrDefault(f => f.VoidsTimes)?.Reason;
    private readonly Sentence? _oneSide = flags.FirstOrDefault(f => f.Kind == ChannelFlag.OneSpeaker)?.Reason;
    private readonly Sentence? _caution = Has(flags, ChannelFlag.SidesSwapped) ? Swapped : Has(flags, ChannelFlag.ChannelsDoubled) ? Doubled : null;

    /// <summary>The conversation as far as it can be believed: without times when these are wrong.</summary>
    public Conversation Believed(Conversation conversation) => _noTimes is null
        ? conversation
        : conversation with { Utterances = [.. conversation.Utterances.Select(u => u with { Start = null, End = null })] };

    /// <summary>The measure, or its absence with the doubt as the reason.</summary>
    public Measure Judge(IMeasure measure, AnalysisContext context)
    {
        if (_oneSide is { } silent && measure.Tags.Any(tag => TagVocabulary.SpeakerOf(tag) is { } side && context.UtterancesOf(side).Count == 0))
            return Measure.Absent(measure.Id, silent);
        var value = measure.Compute(context);
        return _noTimes is { } because && value.Value is null && value.Sentence == TimeWords.NoTimes ? Measure.Absent(measure.Id, because) : value;
    }

    /// <summary>The draft with what speaks against it.</summary>
    public Draft Mention(Draft draft) => _caution is { } caution && draft is DraftScore scored
        ? scored with { Reason = Sentence.Join([scored.Reason, caution]) }
        : draft;

    private static bool Has(IReadOnlyList<ChannelFlag> flags, string kind) => flags.Any(f => f.Kind == kind);
}
