using System.Text.Json;

namespace QaAnalyzer.Transcripts.Json;

/// <summary>A JSON value under a name, read leniently where it is absent and strictly where it is of the wrong kind:
/// the draft is then refused, with the path.</summary>
internal readonly record struct JsonField(JsonElement Element, string Path, ConversationDraft Draft)
{
    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public bool IsArray => Element.ValueKind == JsonValueKind.Array;

    public bool Exists => Element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>A property; one that does not exist when absent or when this is no object.</summary>
    public JsonField this[string name] =>
        new(IsObject && Element.TryGetProperty(name, out var value) ? value : default, Path.Length > 0 ? $"{Path}.{name}" : name, Draft);

    /// <summary>The elements; none when this is no array.</summary>
    public IEnumerable<JsonField> Items()
    {
        if (!IsArray) yield break;
        var i = 0;
        foreach (var item in Element.EnumerateArray()) yield return new(item, $"{Path}[{i++}]", Draft);
    }

    /// <summary>The first element, or one that does not exist.</summary>
    public JsonField First() => Items().FirstOrDefault(this with { Element = default });

    /// <summary>The text when this is a string; null for every other kind, which is no mistake here.</summary>
    public string? PlainText() => Element.ValueKind == JsonValueKind.String ? Text() : null;

    /// <summary>The text; numbers (ids are often numbers) as written.</summary>
    public string? Text()
    {
        if (!Exists) return null;
        if (Element.ValueKind == JsonValueKind.Number) return Element.GetRawText();
        if (Element.ValueKind != JsonValueKind.String) return Refuse<string>("a string");
        try
        {
            return Element.GetString();
        }
        catch (InvalidOperationException)
        {
            return Refuse<string>("text whose \\u escapes are whole characters");
        }
    }

    public double? Number()
    {
        if (!Exists) return null;
        return Element.ValueKind == JsonValueKind.Number ? Element.GetDouble() : RefuseNumber("a number");
    }

    /// <summary>Seconds from a number in milliseconds.</summary>
    public double? Millis() => Number() / 1000;

    public int? Index()
    {
        if (!Exists) return null;
        return Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var index) ? index : (int?)RefuseNumber("a whole number");
    }

    public DateTimeOffset? Moment(TimeZoneInfo zone)
    {
        if (Text() is not { } text) return null;
        if (Timestamps.TryParse(text, zone, out var moment)) return moment;
        Refuse<string>("a date and time");
        return null;
    }

    private double? RefuseNumber(string expected)
    {
        Refuse<string>(expected);
        return null;
    }

    private T? Refuse<T>(string expected)
        where T : class
    {
        var raw = Element.GetRawText();
        Draft.Refuse($"{Path}: expected {expected}, got {(raw.Length > 80 ? raw[..80] + "…" : raw)}");
        return null;
    }
}
