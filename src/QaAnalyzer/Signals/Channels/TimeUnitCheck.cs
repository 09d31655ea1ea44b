using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Signals.Channels;

/// <summary>
/// Times a thousand times too large (milliseconds where seconds are said) or too small (seconds read as milliseconds), told from how fast people
/// would have spoken: 2–8 words or characters a second whatever the language. The limits lie a factor of ten away from any real speech.
/// </summary>
internal sealed class TimeUnitCheck : IChannelCheck
{
    private const int FewestUtterances = 4;
    private const int FewestUnits = 2;
    private const double SlowestPerSecond = 0.1;
    private const double FastestPerSecond = 100;

    public ChannelFlag? Check(Conversation conversation)
    {
        if (conversation.Channel != Channel.Call) return null;
        var rates = conversation.Utterances.Select(Rate).OfType<double>().Order().ToList();
        if (rates.Count < FewestUtterances) return null;
        var median = rates[rates.Count / 2];
        return median < SlowestPerSecond ? TooLarge(median) : median > FastestPerSecond ? TooSmall(median) : null;
    }

    private static double? Rate(Utterance utterance)
    {
        if (utterance is not { Start: { } start, End: { } end } || end <= start) return null;
        var units = SpeechRate.Units(utterance.Text);
        return units < FewestUnits ? null : units / (end - start);
    }

    private static ChannelFlag TooLarge(double rate) => new(
        ChannelFlag.TimesInMilliseconds, 0.99,
        new(
            $"时间像是毫秒：按秒计每分钟只说 {Shown(rate * 60)} 个字词，按毫秒计是 {Shown(rate * 60_000)} 个",
            $"times look like milliseconds: as seconds people speak {Shown(rate * 60)} words or characters a minute, as milliseconds {Shown(rate * 60_000)}"),
        ConversationRepair.TimesFromMilliseconds);

    private static ChannelFlag TooSmall(double rate) => new(
        ChannelFlag.TimesTooSmall, 0.99,
        new(
            $"时间像是小了一千倍：每分钟说 {Shown(rate * 60)} 个字词，乘以一千后是 {Shown(rate * 0.06)} 个",
            $"times look a thousand times too small: people speak {Shown(rate * 60)} words or characters a minute, multiplied by 1000 {Shown(rate * 0.06)}"),
        ConversationRepair.TimesToMilliseconds);

    private static string Shown(double number) => number.ToString(number < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
