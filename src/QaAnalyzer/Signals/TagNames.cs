using System.Collections.Frozen;

namespace QaAnalyzer.Signals;

/// <summary>What people call the tags, for sentences and pages.</summary>
public static class TagNames
{
    private static readonly FrozenDictionary<string, Sentence> Names = new Dictionary<string, Sentence>(StringComparer.Ordinal)
    {
        ["greeting"] = new("问候", "greeting"),
        ["self-introduction"] = new("自报身份", "self-introduction"),
        ["offer-help"] = new("主动提供帮助", "offer of help"),
        ["courtesy"] = new("礼貌请求", "courteous wording"),
        ["thanks"] = new("致谢", "thanks"),
        ["apology"] = new("致歉", "apology"),
        ["farewell"] = new("道别", "farewell"),
        ["empathy"] = new("共情", "empathy"),
        ["reassurance"] = new("安抚", "reassurance"),
        ["ownership"] = new("主动承担", "ownership"),
        ["active-listening"] = new("倾听回应", "listening sign in words"),
        ["restate-confirm"] = new("复述确认", "restating to confirm"),
        ["probing-question"] = new("追问事实", "probing question"),
        ["identity-check"] = new("核对身份或单号", "identity check"),
        ["hold-notice"] = new("请客户稍等", "hold notice"),
        ["hold-return"] = new("等待后致意", "return from hold"),
        ["solution"] = new("给出方案", "solution"),
        ["time-commitment"] = new("承诺时限", "time commitment"),
        ["transfer-notice"] = new("转接告知", "transfer notice"),
        ["follow-up"] = new("承诺回访", "follow-up promise"),
        ["closing-check"] = new("结束前确认", "closing check"),
        ["extra-help"] = new("额外帮助", "extra help"),
        ["dismissive"] = new("推诿", "dismissive wording"),
        ["impatient"] = new("不耐烦", "impatience"),
        ["blame"] = new("责怪客户", "blaming the customer"),
        ["cut-in"] = new("抢话用语", "cutting in by words"),
        ["negative-emotion"] = new("负面情绪", "negative emotion"),
        ["cut-off-protest"] = new("抗议被打断", "protest at being cut off"),
        ["repeat-contact"] = new("重复来访", "repeat contact"),
        ["unresolved"] = new("仍未解决", "not resolved"),
        ["resolved"] = new("确认解决", "confirmed resolved"),
        ["gratitude"] = new("客户致谢", "customer's thanks"),
        ["escalation"] = new("要求升级或投诉", "escalation"),
        ["slow-reply"] = new("回复过慢", "slow reply"),
        ["dead-air"] = new("冷场", "dead air"),
        ["unannounced-hold"] = new("未告知的等待", "unannounced hold"),
        ["overlap"] = new("同时说话", "overlap"),
        ["backchannel"] = new("倾听附和", "backchannel"),
        ["interruption"] = new("打断", "interruption"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name of a tag; the id itself for a tag that is not of the vocabulary.</summary>
    public static Sentence Of(string tag) => Names.TryGetValue(tag, out var name) ? name : new(tag, tag);
}
