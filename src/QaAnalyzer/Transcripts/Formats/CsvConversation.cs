using System.Globalization;
using System.Text;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Adjacent rows with one conversation id, while they are read.</summary>
internal sealed class CsvConversation(string id, ConversationDraft draft, CsvColumns columns, TranscriptOptions options)
{
    private readonly StringBuilder raw = new();

    public string Id => id;

    public ConversationDraft Draft => draft;

    /// <summary>Of the table; null where these rows are not the whole conversation, so that nobody takes them for it later.</summary>
    public string? Head { get; init; }

    public void Add(string[] row, string rawRow)
    {
        if (raw.Length < Rejected.RawLimit) raw.Append(rawRow).Append('\n');
        if (row.Length > columns.Count)
            draft.Refuse($"expected {columns.Count} columns, got {row.Length}: put a text that contains the delimiter in quotes");
        ReadFacts(row);
        var text = columns.Raw(row, "text");
        if (text is null) draft.Refuse($"expected {columns.Count} columns, got {row.Length}: the text is missing");
        var (start, end) = (Time(row, "start"), Time(row, "end"));
        draft.Add(new(columns.Get(row, "speaker"), Side(row), text ?? "", start, end));
    }

    public TranscriptRecord Finish(TranscriptSource source)
    {
        draft.Channel ??= options.Channel ?? (draft.RingSeconds is not null || draft.Utterances.Exists(u => u.End is not null) ? Channel.Call : Channel.Chat);
        return draft.Finish(source, options, () => Files.TextDocument.Raw(raw.ToString())) with { Head = Head };
    }

    // Facts stand on every row or only on the first; the first value counts.
    private void ReadFacts(string[] row)
    {
        draft.Id = id;
        draft.Channel ??= ChannelOf(columns.Get(row, "channel"));
        draft.Language ??= columns.Get(row, "language");
        draft.Queue ??= columns.Get(row, "queue");
        draft.StartedAt ??= StartedAt(columns.Get(row, "started_at"));
        draft.RingSeconds ??= Ring(columns.Get(row, "ring_seconds"));
        draft.Agent ??= Person(columns.Get(row, "agent_id"), columns.Get(row, "agent_name"), null);
        draft.Customer ??= Person(columns.Get(row, "customer_id"), null, columns.Get(row, "customer_tier"));
    }

    private Speaker? Side(string[] row)
    {
        var name = columns.Get(row, "speaker");
        if (name is null) draft.Refuse("expected a speaker, got none");
        else if (SpeakerRoles.Known(name, options) is { } side) return side;
        else if (name == draft.Agent?.Name || name == draft.Agent?.Id) return Speaker.Agent;
        else if (name == draft.Customer?.Id) return Speaker.Customer;
        else draft.Refuse($"expected the speaker customer, agent, bot or system, got \"{name}\"; state the side with --speaker \"{name}=agent\"");
        return null;
    }

    private double? Time(string[] row, string column)
    {
        if (columns.Get(row, column) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)) return seconds;
        if (Timestamps.TryParse(text, options.Zone, out var moment)) return (moment - (draft.StartedAt ??= moment)).TotalSeconds;
        draft.Refuse($"expected {(column == "end" ? "an end" : "a start")} time in seconds, got \"{text}\"");
        return null;
    }

    private Channel? ChannelOf(string? text)
    {
        if (text is null) return null;
        if (Enum.TryParse<Channel>(text, ignoreCase: true, out var channel) && char.IsLetter(text[0])) return channel;
        draft.Refuse($"expected the channel chat, call or email, got \"{text}\"");
        return null;
    }

    private DateTimeOffset? StartedAt(string? text)
    {
        if (text is null) return null;
        if (Timestamps.TryParse(text, options.Zone, out var moment)) return moment;
        draft.Refuse($"expected a date and time such as 2026-03-05T09:12:00+08:00, got \"{text}\"");
        return null;
    }

    private double? Ring(string? text)
    {
        if (text is null) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)) return seconds;
        draft.Refuse($"expected ring seconds as a number, got \"{text}\"");
        return null;
    }

    private static Party? Person(string? id, string? name, string? tier) => (id ?? name ?? tier) is null ? null : new() { Id = id, Name = name, Tier = tier };
}
