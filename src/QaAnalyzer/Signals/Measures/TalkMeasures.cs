using QaAnalyzer.Conversations;
using static QaAnalyzer.Signals.Measures.TimeWords;

namespace QaAnalyzer.Signals.Measures;

/// <summary>Who speaks how much and how fast, and how long the whole takes.</summary>
internal static class TalkMeasures
{
    public static IEnumerable<IMeasure> All() =>
    [
        new ComputedMeasure("agent-talk-share", [], TalkShare),
        new ComputedMeasure("agent-speech-rate-per-minute", [], SpeechRate.Mean),
        new ComputedMeasure("agent-fastest-rate-per-minute", [], SpeechRate.Fastest),
        new ComputedMeasure("agent-monologue-seconds", [], Monologues.LongestSeconds),
        new ComputedMeasure("agent-monologue-words", [], Monologues.MostWords),
        new ComputedMeasure("handle-seconds", [], Handle),
        new ComputedMeasure("wrap-up-seconds", WrapUp.Tags, WrapUp.Compute),
    ];

    private static Measure TalkShare(string id, AnalysisContext c)
    {
        if (!HasCallTimes(c)) return NoCallTimes(id, c);
        double Spoken(IReadOnlyList<int> utterances) => utterances.Select(u => c.Conversation.Utterances[u]).Sum(u => u is { Start: { } s, End: { } e } ? e - s : 0);
        var (agent, customer) = (Spoken(c.Agent), Spoken(c.Customer));
        if (agent + customer <= 0) return Measure.Absent(id, NoTimes);
        return Share(id, agent, agent + customer, c.Agent, percent => new($"客服说话占 {percent}%", $"the agent spoke {percent} % of the talk time"));
    }

    private static Measure Handle(string id, AnalysisContext c)
    {
        if (c.Timeline is not { FirstStart: { } from, LastEnd: { } to }) return Measure.Absent(id, NoTimes);
        var utterances = c.Conversation.Utterances;
        var first = Enumerable.Range(0, utterances.Count).First(i => utterances[i].Start == from);
        var last = Enumerable.Range(0, utterances.Count).Last(i => (utterances[i].End ?? utterances[i].Start) == to);
        return Seconds(id, to - from, first == last ? [first] : [first, last], new("处理时长", "handled in"));
    }
}
