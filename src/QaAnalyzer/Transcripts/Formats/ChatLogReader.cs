using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Plain text, one conversation a file: lines with time, name and text; other lines go on with the message above.</summary>
internal sealed class ChatLogReader : ITranscriptReader
{
    // Times that go back further than this have passed midnight; a smaller step back is a mistake.
    private static readonly TimeSpan OverMidnight = TimeSpan.FromHours(12);

    public string Format => "chat-log";

    public bool Recognises(TranscriptHead head) => head.Lines.Take(10).Any(line => ChatLogLine.Parse(line) is not null);

    public IEnumerable<TranscriptRecord> Read(TranscriptSource source, TranscriptOptions options)
    {
        var draft = new ConversationDraft(source.Name, 1) { Channel = options.Channel ?? Channel.Chat };
        var text = TextDocument.Read(source, draft);
        Fill(draft, text, options.Zone);
        yield return draft.Finish(source, options, () => TextDocument.Raw(text));
    }

    private static void Fill(ConversationDraft draft, string text, TimeZoneInfo zone)
    {
        DateTime? first = null, last = null;
        int before = 0, toTheMinute = 0;
        var message = (Head: (ChatLogLine?)null, At: 0.0, Lines: new List<string>());
        foreach (var (number, line) in TextDocument.Lines(text))
        {
            if (ChatLogLine.Parse(line) is not { } head)
            {
                if (message.Head is not null) message.Lines.Add(line);
                else if (!string.IsNullOrWhiteSpace(line)) before++;
                continue;
            }

            Flush(draft, message);
            if (head.Time is null) draft.Refuse($"expected a date and time of day in line {number}, got \"{line[..Math.Min(40, line.Length)]}\"");
            var moment = MomentOf(head, last);
            if (first is null && head.Day is not null) draft.StartedAt = new DateTimeOffset(moment, zone.GetUtcOffset(moment));
            first ??= moment;
            last = moment;
            if (!head.HasSeconds) toTheMinute++;
            message = (head, (moment - first.Value).TotalSeconds, [head.Text]);
        }

        Flush(draft, message);
        if (before > 0) draft.Flags.Add(new("preamble", $"{before} lines before the first message are left out"));
        if (toTheMinute > 0) draft.Flags.Add(new("times-to-the-minute", $"{toTheMinute} messages state no seconds: delays are exact to a minute"));
    }

    private static void Flush(ConversationDraft draft, (ChatLogLine? Head, double At, List<string> Lines) message)
    {
        if (message.Head is null) return;
        draft.Add(new(message.Head.Name, null, string.Join('\n', message.Lines).TrimEnd(), message.At, null));
    }

    private static DateTime MomentOf(ChatLogLine head, DateTime? last)
    {
        var day = head.Day ?? (last is { } before ? DateOnly.FromDateTime(before) : new DateOnly(2000, 1, 1));
        var moment = day.ToDateTime(TimeOnly.MinValue) + (head.Time ?? TimeSpan.Zero);
        return head.Day is null && last - moment > OverMidnight ? moment.AddDays(1) : moment;
    }
}
