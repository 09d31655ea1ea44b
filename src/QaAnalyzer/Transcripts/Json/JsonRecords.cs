namespace QaAnalyzer.Transcripts.Json;

internal enum JsonLayout
{
    /// <summary>One value a line.</summary>
    Lines,

    /// <summary>Values over several lines, or the elements of one array.</summary>
    Values,

    /// <summary>One value however long, an array included.</summary>
    Whole,
}

/// <summary>Cuts a stream of UTF-8 JSON into records without parsing them, so that a broken record costs only itself.</summary>
internal static class JsonRecords
{
    public static IEnumerable<JsonRecord> Read(Stream stream, JsonLayout layout) => layout switch
    {
        JsonLayout.Lines => JsonLines.Read(new(stream)),
        JsonLayout.Values => JsonValues.Read(new(stream)),
        _ => Whole(new(stream)),
    };

    /// <summary>Lines when the first line is a whole value, or seems one that was cut: the next line starts another.</summary>
    public static JsonLayout LayoutOf(string head)
    {
        var text = head.AsSpan().TrimStart();
        if (text is ['[', ..]) return JsonLayout.Values;
        if (text is not ['{', ..] || text.IndexOf('\n') is < 0) return JsonLayout.Lines;
        var first = text[..text.IndexOf('\n')].TrimEnd();
        var next = text[text.IndexOf('\n')..].TrimStart();
        var isCut = next is ['{', ..] && first is not [.., '[' or ','];
        return next.IsEmpty || isCut || first is [.., '}'] ? JsonLayout.Lines : JsonLayout.Values;
    }

    private static IEnumerable<JsonRecord> Whole(RecordBuffer buffer)
    {
        while (buffer.Unread.Length <= JsonRecord.LimitBytes)
        {
            if (buffer.Fill()) continue;
            yield return new(1, buffer.Take(buffer.Unread.Length));
            yield break;
        }

        yield return new(1, buffer.Take(Rejected.RawLimit), TooLong: true);
    }
}
