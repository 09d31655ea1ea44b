namespace QaAnalyzer.Signals.Measures;

/// <summary>In which state the customer leaves: from the last customer words that say something about it.</summary>
internal static class EndingMeasures
{
    private static readonly string[] Good = ["resolved", "gratitude"];
    private static readonly string[] Bad = ["unresolved", "escalation", "negative-emotion", "cut-off-protest"];
    private static readonly string[] All_ = [.. Good, .. Bad];

    public static IEnumerable<IMeasure> All() =>
    [
        Ending("ends-resolved", ["resolved"], new("客户最后确认解决", "the customer ends by confirming it is solved")),
        Ending("ends-grateful", ["gratitude"], new("客户最后致谢", "the customer ends with thanks")),
        Ending("ends-unresolved", ["unresolved", "escalation", "cut-off-protest"], new("客户最后仍表示未解决", "the customer ends with the matter open")),
        Ending("ends-negative", ["negative-emotion", "escalation", "cut-off-protest"], new("客户最后情绪负面", "the customer ends in a negative mood")),
    ];

    private static ComputedMeasure Ending(string id, string[] tags, Sentence yes) => new(id, All_, (_, context) =>
    {
        var last = LastTelling(context);
        if (last < 0)
        {
            return new Measure
            {
                Id = id,
                Value = 0,
                Utterances = context.Customer,
                Wording = () => new Sentence("客户没有说明结果如何", "the customer does not say how it ended"),
            };
        }

        // Thanks in the same breath as a confirmed solution count for both.
        var nearby = context.Customer.Where(u => u <= last && u > last - 4).ToHashSet();
        var found = context.Signals.Of(tags).Where(s => s.Utterance == last || (Good.Contains(s.Tag) && nearby.Contains(s.Utterance) && !IsBad(context, last))).ToList();
        return new Measure
        {
            Id = id,
            Value = found.Count > 0 ? 1 : 0,
            Utterances = found.Count > 0 ? [.. found.Select(s => s.Utterance).Distinct().Order()] : [last],
            Signals = found,
            Wording = () => found.Count > 0 ? yes : new Sentence($"并非{yes.Zh}", $"not: {yes.En}"),
        };
    });

    private static int LastTelling(AnalysisContext context)
    {
        var last = -1;
        foreach (var tag in All_)
        {
            foreach (var signal in context.Signals.Of(tag)) last = Math.Max(last, signal.Utterance);
        }

        return last;
    }

    private static bool IsBad(AnalysisContext context, int utterance) => Bad.Any(tag => context.Signals.Has(utterance, tag));
}
