using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>A call made ready for its onsets: words split once, neighbours linked, tags by utterance. One pass; nothing is searched per onset.</summary>
internal sealed class OverlapCall
{
    /// <summary>From this share of closed utterances on, an utterance without a closing mark says something.</summary>
    private const double PunctuatedShare = 0.5;

    private const int Unknown = -1;

    private static readonly string[] TagNames = ["active-listening", "cut-in", "cut-off-protest"];

    private readonly HeardWords?[] _words;
    private readonly int[] _ranks;
    private readonly OverlapTag[] _tags;
    private readonly int[] _after;
    private readonly int[] _before;

    public OverlapCall(AnalysisContext context, OverlapWords lists)
    {
        Conversation = context.Conversation;
        Lists = lists;
        var count = Conversation.Utterances.Count;
        Order = SpeakingOrder.Of(Conversation);
        Array.Fill(_ranks = new int[count], Unknown);
        (_words, _tags, _after, _before) = (new HeardWords?[count], new OverlapTag[count], new int[count], new int[count]);
        var (agent, customer) = (-1, -1);
        foreach (var i in Order)
        {
            ref var last = ref Conversation.Utterances[i].Speaker == Speaker.Agent ? ref agent : ref customer;
            (_before[i], _after[i]) = (last, -1);
            if (last >= 0) _after[last] = i;
            last = i;
        }

        for (var t = 0; t < TagNames.Length; t++)
        {
            foreach (var signal in context.Signals.Of(TagNames[t])) _tags[signal.Utterance] |= (OverlapTag)(1 << t);
        }

        IsPunctuated = Order.Count(i => EndsClosed(Conversation.Utterances[i].Text)) > PunctuatedShare * Order.Length;
    }

    public Conversation Conversation { get; }

    public OverlapWords Lists { get; }

    /// <summary>See <see cref="SpeakingOrder"/>.</summary>
    public int[] Order { get; }

    /// <summary>True when most utterances end in a closing mark.</summary>
    public bool IsPunctuated { get; }

    public HeardWords Words(int utterance) => _words[utterance] ??= HeardWords.Of(Conversation.Utterances[utterance].Text);

    /// <summary>Rank of an utterance that is only an acknowledgement (<see cref="OverlapWords"/>), else 0.</summary>
    public int Acknowledgement(int utterance)
    {
        if (_ranks[utterance] == Unknown) _ranks[utterance] = Lists.Acknowledgements.CoveringRank(Words(utterance).Words);
        return _ranks[utterance];
    }

    public Neighbour? After(int utterance) => Neighbour(_after[utterance]);

    public Neighbour? Before(int utterance) => Neighbour(_before[utterance]);

    public bool HasTag(int utterance, OverlapTag tag) => (_tags[utterance] & tag) == tag;

    private Neighbour? Neighbour(int index) =>
        index < 0 ? null : new(index, Conversation.Utterances[index].Start!.Value, Conversation.Utterances[index].End!.Value, Words(index), Acknowledgement(index) > 0);

    private static bool EndsClosed(string text) => text.AsSpan().TrimEnd() is [.., '.' or '。' or '!' or '！' or '?' or '？'];
}

/// <summary>What the text detector said of an utterance, as far as overlaps ask.</summary>
[Flags]
internal enum OverlapTag
{
    None = 0,
    ActiveListening = 1,
    CutIn = 2,
    CutOffProtest = 4,
}
