using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Measures;

/// <summary>How the conversation opens, ends, and answers feelings.</summary>
internal static class DialogueMeasures
{
    /// <summary>The first agent utterances belong to the opening.</summary>
    private const int OpeningUtterances = 3;

    /// <summary>An answer to a feeling must come within this many agent utterances.</summary>
    private const int AnswerReach = 2;

    private static readonly string[] Feelings = ["negative-emotion", "escalation", "cut-off-protest", "repeat-contact"];
    private static readonly string[] Soothing = ["empathy", "apology", "reassurance"];

    public static IEnumerable<IMeasure> All() =>
    [
        Opening("opening-greeting", "greeting"),
        Opening("opening-identification", "self-introduction"),
        Opening("opening-offer", "offer-help"),
        Closing("closing-farewell", "farewell"),
        Closing("closing-thanks", "thanks"),
        new ComputedMeasure("feeling-answered-share", [.. Feelings, .. Soothing], FeelingAnswered),
        new ComputedMeasure("customer-repeat-count", [], RepeatedQuestions.Compute),
        new ComputedMeasure("agent-utterance-count", [], (id, c) => Count(id, c.Agent, () => new($"客服共 {c.Agent.Count} 条话语", $"{c.Agent.Count} agent utterances"))),
        new ComputedMeasure("customer-utterance-count", [], (id, c) => Count(id, c.Customer, () => new($"客户共 {c.Customer.Count} 条话语", $"{c.Customer.Count} customer utterances"))),
    ];

    private static ComputedMeasure Opening(string id, string tag) =>
        new(id, [tag], (_, context) => Present(id, tag, context, [.. context.Agent.Take(OpeningUtterances)], new("开头", "in the opening")));

    private static ComputedMeasure Closing(string id, string tag) =>
        new(id, [tag], (_, context) => Present(id, tag, context, [.. context.Agent.TakeLast(OpeningUtterances)], new("结尾", "at the end")));

    private static Measure Present(string id, string tag, AnalysisContext context, List<int> searched, Sentence where)
    {
        if (searched.Count == 0) return Measure.Absent(id, new("没有客服话语", "there is no agent utterance"));
        var found = context.Signals.Of(tag).Where(s => searched.Contains(s.Utterance)).ToList();
        var name = TagNames.Of(tag);
        return new()
        {
            Id = id,
            Value = found.Count > 0 ? 1 : 0,
            Utterances = found.Count > 0 ? [.. found.Select(s => s.Utterance).Distinct()] : searched,
            Signals = found,
            Wording = () => found.Count > 0 ? new Sentence($"{where.Zh}有{name.Zh}", $"{name.En} {where.En}") : new($"{where.Zh}没有{name.Zh}", $"no {name.En} {where.En}"),
        };
    }

    private static Measure FeelingAnswered(string id, AnalysisContext context)
    {
        var feelings = context.Signals.Of(Feelings).Select(s => s.Utterance).Distinct().Order().ToList();
        if (feelings.Count == 0) return Measure.Absent(id, new("客户没有流露情绪", "the customer shows no feeling"));

        var soothing = context.Signals.Of(Soothing).ToList();
        var answers = new List<Signal>();
        var answered = 0;
        foreach (var feeling in feelings)
        {
            var reach = context.Agent.Where(a => a > feeling).Take(AnswerReach).ToList();
            var found = soothing.Where(s => reach.Contains(s.Utterance)).ToList();
            if (found.Count > 0) answered++;
            answers.AddRange(found);
        }

        return new()
        {
            Id = id,
            Value = (double)answered / feelings.Count,
            Utterances = [.. feelings],
            Signals = [.. context.Signals.Of(Feelings), .. answers.Distinct()],
            Wording = () => new Sentence($"客户 {feelings.Count} 次流露情绪，其中 {answered} 次得到安抚或致歉", $"{answered} of {feelings.Count} expressions of feeling were met with empathy, reassurance or apology"),
        };
    }

    private static Measure Count(string id, IReadOnlyList<int> utterances, Func<Sentence> sentence) =>
        new() { Id = id, Value = utterances.Count, Utterances = utterances, Wording = sentence };
}
