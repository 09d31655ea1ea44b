using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Sources.Mapping;

namespace QaAnalyzer.Sources;

/// <summary>The field mapping in the site file. A text is a path, or a map of <c>path</c> or <c>value</c> with <c>values</c> that exchange its words.</summary>
internal static class MappingParts
{
    private static readonly string[] Sides = [.. Enum.GetNames<Speaker>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Channels = [.. Enum.GetNames<Channel>().Select(name => name.ToLowerInvariant())];

    /// <param name="value">The map.</param>
    /// <param name="hasRows">True when rows are the utterances, so that no path to them is needed.</param>
    public static FieldMapping Read(YamlValue value, bool hasRows)
    {
        value.AllowOnly("id", "channel", "language", "startedAt", "queue", "ringSeconds", "durationSeconds", "agent", "customer", "utterances", "utterance");
        var (agent, customer, utterance) = (value["agent"], value["customer"], value["utterance"]);
        agent.AllowOnly("id", "name");
        customer.AllowOnly("id", "name", "tier");
        utterance.AllowOnly("speaker", "text", "start", "end");
        if (hasRows && value["utterances"].Exists) value["utterances"].Complain("expected no path to utterances where rows are", "Leave it out");
        var (start, end) = (Time(utterance["start"]), Time(utterance["end"]));
        if (end is not null && start?.Format.IsMoment() != end.Format.IsMoment())
            utterance["end"].Complain("expected an end of the same kind as the start", "Both are moments, or both count from the start of the conversation");
        var startedAt = Time(value["startedAt"]);
        if (startedAt is not null && !startedAt.Format.IsMoment())
            value["startedAt"].Complain("expected a format of moments", "Use iso, epoch-seconds or epoch-milliseconds");
        return new()
        {
            Id = SourceParts.Path(value["id"], isNeeded: true, "the path to the id")!,
            Channel = Text(value["channel"], "the path to the channel, or `{value: chat}`", Channels)!,
            Language = value["language"].Exists ? Text(value["language"], "the path to the language", null) : null,
            StartedAt = startedAt,
            Queue = value["queue"].Exists ? Text(value["queue"], "the path to the queue", null) : null,
            RingSeconds = Optional(value["ringSeconds"]),
            DurationSeconds = Optional(value["durationSeconds"]),
            AgentId = Optional(agent["id"]),
            AgentName = Optional(agent["name"]),
            CustomerId = Optional(customer["id"]),
            CustomerName = Optional(customer["name"]),
            CustomerTier = Optional(customer["tier"]),
            Utterances = SourceParts.Path(value["utterances"], !hasRows, "the path to the list of utterances"),
            Speaker = Text(utterance["speaker"], "the path to the speaker", Sides)!,
            Text = SourceParts.Path(utterance["text"], isNeeded: true, "the path to the text")!,
            Start = start,
            End = end,
        };
    }

    public static TimeFormat Format(YamlValue value, string standard)
    {
        var name = value.OptionalText() ?? standard;
        if (TimeFormats.Names.TryGetValue(name, out var format)) return format;
        value.Complain($"unknown time format \"{name}\"", $"Use one of {string.Join(", ", TimeFormats.Names.Keys)}");
        return TimeFormat.Iso;
    }

    private static FieldPath? Optional(YamlValue value) => SourceParts.Path(value, isNeeded: false, "a path");

    private static MappedTime? Time(YamlValue value)
    {
        if (!value.Exists) return null;
        if (!value.IsMap) return new(new(value.Text("a path")), TimeFormat.Iso);
        value.AllowOnly("path", "format");
        return new(new(value["path"].Text("a path")), Format(value["format"], "iso"));
    }

    private static MappedText Text(YamlValue value, string expected, string[]? known)
    {
        if (!value.IsMap) return new(new(value.Text(expected)), null, new Dictionary<string, string>(StringComparer.Ordinal));
        value.AllowOnly("path", "value", "values");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value["values"].Exists)
        {
            foreach (var (word, own) in value["values"].Entries()) values[word] = Known(own, known);
        }

        if (value["path"].Exists == value["value"].Exists) value.Complain("expected either path or value", "Name where it is, or what it always is");
        return value["path"].Exists ? new(new(value["path"].Text("a path")), null, values) : new(null, Known(value["value"], known), values);
    }

    private static string Known(YamlValue value, string[]? known)
    {
        var text = value.Text("a word");
        if (known is not null && text.Length > 0 && !known.Contains(text, StringComparer.Ordinal))
            value.Complain($"unknown word \"{text}\"", $"Use {string.Join(", ", known)}");
        return text;
    }
}
