using System.Text.RegularExpressions;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Transcripts;

/// <summary>Words in speaker names and role fields that tell the side.</summary>
internal static partial class SpeakerWords
{
    /// <summary>The side, or null when the name tells nothing. "Customer support" and 客户经理 are agents, 智能客服 is a bot.</summary>
    public static Speaker? Side(string name)
    {
        if (Bot().IsMatch(name)) return Speaker.Bot;
        if (System().IsMatch(name)) return Speaker.System;
        if (Agent().IsMatch(name)) return Speaker.Agent;
        return Customer().IsMatch(name) ? Speaker.Customer : null;
    }

    [GeneratedRegex(@"机器人|智能客服|智能助手|语音助手|(?<![a-z])(chat|voice)?(ro)?bot(?![a-z])|(?<![a-z])ivr(?![a-z])|virtual (agent|assistant)", Options, 1000)]
    private static partial Regex Bot();

    [GeneratedRegex(@"系统|(?<![a-z])system(?![a-z])", Options, 1000)]
    private static partial Regex System();

    [GeneratedRegex(
        "客服|坐席|座席|顾问|专员|接线员|话务员|人工|店小二|卖家|客户(服务|经理|代表)|(?<![a-z])(agent|support|advis[eo]r|representative|rep|operator|assistant|staff" +
        @"|csr|help ?desk|specialist|consultant|supervisor|customer (service|care|success)|seller)(?![a-z])",
        Options,
        1000)]
    private static partial Regex Agent();

    [GeneratedRegex(
        "客户|顾客|用户|买家|来电|会员|访客|(?<![a-z])(customer|client|caller|user|visitor|guest|buyer|end_?user)(?![a-z])",
        Options,
        1000)]
    private static partial Regex Customer();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
}
