using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Sources.Mapping;

/// <summary>Turns what a source sends into records; what does not fit the mapping is a rejected record that says where.</summary>
internal sealed class MappedReader(FieldMapping mapping, TranscriptOptions options)
{
    /// <param name="file">What the record is called for people.</param>
    /// <param name="line">Its place.</param>
    /// <param name="root">The conversation: an object, or the list of its rows where the mapping knows no utterances within it.</param>
    public TranscriptRecord Read(string file, long line, JsonElement root)
    {
        var draft = new ConversationDraft(file, line);
        var rows = new JsonField(root, "rows", draft);
        var head = new JsonField(mapping.Utterances is null ? rows.First().Element : root, "", draft);
        if (!head.IsObject) draft.Refuse("expected a conversation object, got something else");
        ReadHead(head, draft);
        ReadUtterances(mapping.Utterances?.In(head) ?? rows, draft);
        return draft.Finish("", "utf-8", options, () => Raw(root));
    }

    private void ReadHead(JsonField root, ConversationDraft draft)
    {
        draft.Id = mapping.Id.In(root).Text();
        if (string.IsNullOrWhiteSpace(draft.Id)) draft.Refuse($"{mapping.Id}: expected an id, got none");
        var channel = Text(mapping.Channel, root);
        if (Enum.TryParse<Channel>(channel, ignoreCase: true, out var known) && Enum.IsDefined(known)) draft.Channel = known;
        else draft.Refuse($"{mapping.Channel.Path}: expected chat, call or email, got \"{channel}\"; list the source's words under channel values");
        draft.Language = Text(mapping.Language, root);
        draft.StartedAt = Moment(mapping.StartedAt, root);
        draft.Queue = Text(mapping.Queue, root);
        draft.RingSeconds = mapping.RingSeconds?.In(root).Number();
        draft.DurationSeconds = mapping.DurationSeconds?.In(root).Number();
        draft.Agent = Party(root, mapping.AgentId, mapping.AgentName, null);
        draft.Customer = Party(root, mapping.CustomerId, mapping.CustomerName, mapping.CustomerTier);
    }

    private void ReadUtterances(JsonField list, ConversationDraft draft)
    {
        if (!list.IsArray) draft.Refuse($"{list.Path}: expected a list of utterances, got none");
        var said = list.Items().Select(item => ReadUtterance(item, draft)).ToList();
        if (mapping.Start is not { } start || !start.Format.IsMoment())
        {
            foreach (var utterance in said) draft.Add(utterance.Words);
            return;
        }

        // Sources list the newest first or last; moments put them in order where all have one. Sorting is stable.
        if (said.TrueForAll(u => u.At is not null)) said = [.. said.OrderBy(u => u.At)];

        // A conversation is often filed a moment after its first words.
        if (said.FirstOrDefault().At is { } first && first < draft.StartedAt) draft.StartedAt = first;
        foreach (var (words, at, until) in said)
        {
            if (at is { } moment) draft.AddAt(moment, words with { End = (until - (draft.StartedAt ?? moment))?.TotalSeconds });
            else draft.Add(words);
        }
    }

    private (DraftUtterance Words, DateTimeOffset? At, DateTimeOffset? Until) ReadUtterance(JsonField item, ConversationDraft draft)
    {
        var label = Text(mapping.Speaker, item);
        var role = Enum.TryParse<Speaker>(label, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : (Speaker?)null;
        var words = new DraftUtterance(label, role, mapping.Text.In(item).Text() ?? "", null, null);
        if (mapping.Start is not { } start) return (words, null, null);
        if (start.Format.IsMoment()) return (words, Moment(start, item), Moment(mapping.End, item));
        return (words with { Start = Offset(start, item), End = Offset(mapping.End, item) }, null, null);
    }

    private DateTimeOffset? Moment(MappedTime? mapped, JsonField root) => mapped?.Format.Moment(mapped.Path.In(root), options.Zone);

    private static double? Offset(MappedTime? mapped, JsonField root) => mapped?.Format.Offset(mapped.Path.In(root));

    private static string? Text(MappedText? mapped, JsonField root)
    {
        if (mapped is null) return null;
        var text = mapped.Path is { } path ? path.In(root).Text() : mapped.Fixed;
        return text is not null && mapped.Values.TryGetValue(text, out var own) ? own : text;
    }

    private static Party? Party(JsonField root, FieldPath? id, FieldPath? name, FieldPath? tier)
    {
        var party = new Party { Id = id?.In(root).Text(), Name = name?.In(root).Text(), Tier = tier?.In(root).Text() };
        return party is { Id: null, Name: null, Tier: null } ? null : party;
    }

    private static string Raw(JsonElement element)
    {
        var raw = element.GetRawText();
        return raw.Length > Rejected.RawLimit ? raw[..Rejected.RawLimit] : raw;
    }
}
