using System.Text;
using System.Text.Json;

namespace QaAnalyzer.Transcripts.Json;

/// <summary>Property paths seen at the beginning of JSON text, arrays left out: <c>results.channels.alternatives</c>.</summary>
internal sealed class JsonShape
{
    private const int Lines = 5;
    private readonly HashSet<string> paths = new(StringComparer.Ordinal);

    public bool Has(string path) => paths.Contains(path);

    public bool HasAll(params ReadOnlySpan<string> all)
    {
        foreach (var path in all)
        {
            if (!paths.Contains(path)) return false;
        }

        return true;
    }

    /// <summary>Reads as far as the text goes and is JSON; of JSON lines the first few, since one may be broken.</summary>
    public static JsonShape Of(string head)
    {
        var shape = new JsonShape();
        if (JsonRecords.LayoutOf(head) == JsonLayout.Values) shape.Collect(head.AsSpan().TrimStart());
        else foreach (var line in head.Split('\n').Where(line => line.Length > 0).Take(Lines)) shape.Collect(line);
        return shape;
    }

    private void Collect(ReadOnlySpan<char> text)
    {
        if (text is not ['{' or '[', ..]) return;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text.ToString()), isFinalBlock: false, default);
        var path = new Stack<string>();
        var name = "";
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = Join(path, reader.GetString()!);
                    paths.Add(name);
                }
                else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    path.Push(name);
                }
                else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    name = path.Pop();
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken from here on; what was seen before still tells the format.
        }
    }

    private static string Join(Stack<string> path, string name) =>
        path.TryPeek(out var parent) && parent.Length > 0 ? $"{parent}.{name}" : name;
}
