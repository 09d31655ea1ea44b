using System.Collections.Frozen;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Measures;

/// <summary>All measures by id. A new one is one registration line.</summary>
public static class MeasureCatalogue
{
    public static IReadOnlyList<IMeasure> All { get; } =
    [
        .. ReplyMeasures.All(),
        .. ChatMeasures.All(),
        .. SilenceMeasures.All(),
        .. OverlapMeasures.All(),
        .. TalkMeasures.All(),
        .. DialogueMeasures.All(),
        .. EndingMeasures.All(),
        .. TagMeasures.ForTags("polite", new("礼貌用语", "polite wording"), Speaker.Agent, ["greeting", "courtesy", "thanks", "apology", "farewell", "offer-help", "hold-return"]),
        .. TagMeasures.ForTags("soothing", new("安抚用语", "soothing wording"), Speaker.Agent, ["empathy", "reassurance", "apology"]),
        .. TagMeasures.ForTags("attention", new("倾听与确认", "listening and confirming"), Speaker.Agent, ["active-listening", "restate-confirm", "probing-question"]),
        .. TagMeasures.ForTags("fault", new("不当用语", "faulty wording"), Speaker.Agent, ["dismissive", "impatient", "blame"]),
        .. TagMeasures.ForTags("commitment", new("跟进承诺", "commitment to follow through"), Speaker.Agent, ["ownership", "follow-up", "time-commitment"]),
        .. TagMeasures.ForTags("feeling", new("情绪流露", "expression of feeling"), Speaker.Customer, ["negative-emotion", "escalation", "cut-off-protest", "repeat-contact"]),
        .. TagMeasures.ForEveryTag(),
    ];

    private static readonly FrozenDictionary<string, IMeasure> ById = All.ToFrozenDictionary(m => m.Id, StringComparer.Ordinal);

    public static IMeasure? Find(string id) => ById.GetValueOrDefault(id);
}
