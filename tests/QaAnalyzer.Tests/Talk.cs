using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Tests;

/// <summary>
/// Conversations in few words: <c>agent: text</c>, <c>customer 12: text</c> (start second) or <c>agent 0-2.4: text</c> (start and end).
/// </summary>
internal static class Talk
{
    public static Conversation Chat(params string[] lines) => Of(Channel.Chat, lines);

    public static Conversation Call(params string[] lines) => Of(Channel.Call, lines);

    public static Conversation Of(Channel channel, params string[] lines) =>
        new() { Id = "talk", Channel = channel, Utterances = [.. lines.Select(Line)] };

    private static Utterance Line(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var head = line[..colon].Split(' ');
        var times = head.Length > 1 ? head[1].Split('-').Select(t => (double?)double.Parse(t, CultureInfo.InvariantCulture)).ToArray() : [];
        return new()
        {
            Speaker = Enum.Parse<Speaker>(head[0], ignoreCase: true),
            Text = line[(colon + 2)..],
            Start = times.ElementAtOrDefault(0),
            End = times.ElementAtOrDefault(1),
        };
    }
}
