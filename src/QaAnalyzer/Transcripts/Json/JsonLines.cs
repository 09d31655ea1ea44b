namespace QaAnalyzer.Transcripts.Json;

/// <summary>One record a line; empty lines are skipped.</summary>
internal static class JsonLines
{
    public static IEnumerable<JsonRecord> Read(RecordBuffer buffer)
    {
        var searched = 0;
        for (long line = 1; ; line++)
        {
            int end;
            while ((end = buffer.Unread[searched..].IndexOf((byte)'\n')) < 0)
            {
                searched = buffer.Unread.Length;
                if (searched > JsonRecord.LimitBytes) break;
                if (buffer.Fill()) continue;
                if (IsContent(buffer.Unread)) yield return new(line, buffer.Take(buffer.Unread.Length));
                yield break;
            }

            if (end < 0)
            {
                var beginning = buffer.Take(searched)[..Rejected.RawLimit].ToArray();
                yield return new(line, beginning, TooLong: true);
                if (!SkipLine(buffer)) yield break;
            }
            else
            {
                var bytes = buffer.Take(searched + end + 1)[..^1];
                if (IsContent(bytes.Span)) yield return new(line, bytes);
            }

            searched = 0;
        }
    }

    private static bool SkipLine(RecordBuffer buffer)
    {
        int end;
        while ((end = buffer.Unread.IndexOf((byte)'\n')) < 0)
        {
            buffer.Take(buffer.Unread.Length);
            if (!buffer.Fill()) return false;
        }

        buffer.Take(end + 1);
        return true;
    }

    private static bool IsContent(ReadOnlySpan<byte> line) => line.ContainsAnyExcept(" \t\r"u8);
}
