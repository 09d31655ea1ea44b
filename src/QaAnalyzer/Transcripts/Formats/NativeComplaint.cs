using System.Text.Json;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Says what a record lacks for the native format. The parser is fast and its messages are for programmers, so a record it
/// refuses is looked at again.</summary>
internal static class NativeComplaint
{
    public static string About(JsonRecord record, JsonException parser)
    {
        var draft = new ConversationDraft("", record.Line);
        using var document = BrokenJson.TryParse(record, draft);
        if (document is not null) Walk(new(document.RootElement, "", draft));
        return draft.Problem ?? Fallback(parser);
    }

    private static void Walk(JsonField root)
    {
        if (!root.IsObject) Refuse(root, $"expected a conversation object, got {Show(root)}");
        RequireText(root, "id");
        RequireOneOf(root, "channel", "chat, call or email", ["chat", "call", "email"]);
        if (!root["utterances"].IsArray) Refuse(root, $"expected a list of utterances, got {Show(root["utterances"])}");
        foreach (var utterance in root["utterances"].Items())
        {
            if (!utterance.IsObject) Refuse(root, $"{utterance.Path}: expected an object, got {Show(utterance)}");
            RequireOneOf(utterance, "speaker", "customer, agent, bot or system", ["customer", "agent", "bot", "system"]);
            RequireText(utterance, "text");
            utterance["start"].Number();
            utterance["end"].Number();
        }

        root["ringSeconds"].Number();
        root["startedAt"].Moment(TimeZoneInfo.Utc);
    }

    private static void RequireText(JsonField parent, string name)
    {
        if (parent[name].Element.ValueKind != JsonValueKind.String) Refuse(parent, $"{parent[name].Path}: expected text, got {Show(parent[name])}");
        parent[name].Text();
    }

    private static void RequireOneOf(JsonField parent, string name, string expected, string[] values)
    {
        var field = parent[name];
        if (field.Element.ValueKind != JsonValueKind.String || !values.Contains(field.Text(), StringComparer.Ordinal))
            Refuse(parent, $"{field.Path}: expected {expected}, got {Show(field)}");
    }

    private static void Refuse(JsonField field, string reason) => field.Draft.Refuse(reason);

    private static string Fallback(JsonException e) =>
        e.Path is { Length: > 2 } path
            ? $"{path[2..]}: expected this field once, with the kind of value the native format has"
            : "expected an object of the native format";

    private static string Show(JsonField field)
    {
        if (!field.Exists) return "none";
        var raw = field.Element.GetRawText();
        return raw.Length > 80 ? raw[..80] + "…" : raw;
    }
}
