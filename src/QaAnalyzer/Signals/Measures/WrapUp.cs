using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing;
using static QaAnalyzer.Signals.Measures.TimeWords;

namespace QaAnalyzer.Signals.Measures;

/// <summary>
/// From the end of the last words with something to settle to the end of the conversation: how long the farewell takes. Closing words are
/// those of the tags below, listening signs, machine messages and a customer's few words that ask nothing.
/// </summary>
internal static class WrapUp
{
    /// <summary>"No, that's all", "没有了，再见".</summary>
    private const int FewWords = 6;

    public static IReadOnlyList<string> Tags { get; } = ["closing-check", "farewell", "thanks", "gratitude", "resolved", "extra-help"];

    public static Measure Compute(string id, AnalysisContext c)
    {
        if (c.Timeline.LastEnd is not { } end) return Measure.Absent(id, NoTimes);
        var closing = Tags.SelectMany(c.Signals.Of).Select(s => s.Utterance).ToHashSet();
        var last = c.Conversation.Utterances.Count - 1;
        var settled = last;
        while (settled >= 0 && Closes(c.Conversation.Utterances[settled], closing.Contains(settled))) settled--;
        if (settled == last || settled < 0) return Measure.Absent(id, new("没有结束语", "the conversation has no closing words"));
        var words = c.Conversation.Utterances[settled];
        if ((words.End ?? words.Start) is not { } since) return Measure.Absent(id, NoTimes);
        return Seconds(id, Math.Max(0, end - since), [settled, .. Enumerable.Range(settled + 1, last - settled)], new("收尾用时", "wrapped up in"));
    }

    private static bool Closes(Utterance utterance, bool tagged) => utterance.Speaker switch
    {
        Speaker.Agent => tagged || ListeningWords.IsListeningSign(utterance.Text),
        Speaker.Customer => tagged || (SpeechRate.Units(utterance.Text) <= FewWords && utterance.Text.AsSpan().IndexOfAny('?', '？', '吗') < 0),
        _ => true,
    };
}
