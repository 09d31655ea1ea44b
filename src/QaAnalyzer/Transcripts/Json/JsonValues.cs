using System.Buffers;

namespace QaAnalyzer.Transcripts.Json;

/// <summary>Values one after another, over any number of lines, or the elements of one array.</summary>
internal static class JsonValues
{
    private static readonly SearchValues<byte> Between = SearchValues.Create(" \t\r\n,]"u8);

    public static IEnumerable<JsonRecord> Read(RecordBuffer buffer)
    {
        long line = 1;
        var isArray = false;
        for (var first = true; ; first = false)
        {
            var gap = SkipGap(buffer, ref line);
            if (gap == Gap.End) yield break;
            if (first && gap == Gap.Array)
            {
                buffer.Take(1);
                isArray = true;
                continue;
            }

            var length = Measure(buffer, isArray);
            var tooLong = length > JsonRecord.LimitBytes;
            var bytes = buffer.Take(length);
            yield return new(line, tooLong ? bytes[..Rejected.RawLimit] : bytes, tooLong);
            if (tooLong) yield break;
            line += bytes.Span.Count((byte)'\n');
        }
    }

    private enum Gap
    {
        Value,
        Array,
        End,
    }

    private static Gap SkipGap(RecordBuffer buffer, ref long line)
    {
        while (true)
        {
            var content = buffer.Unread.IndexOfAnyExcept(Between);
            var gap = content < 0 ? buffer.Unread : buffer.Unread[..content];
            line += gap.Count((byte)'\n');
            buffer.Take(gap.Length);
            if (content >= 0) return buffer.Unread[0] == '[' ? Gap.Array : Gap.Value;
            if (!buffer.Fill()) return Gap.End;
        }
    }

    // Braces and strings are enough to find where a value ends; whether it is JSON is for the parser to say.
    private static int Measure(RecordBuffer buffer, bool isArray)
    {
        int depth = 0, at = 0;
        bool inString = false, escaped = false;
        while (at <= JsonRecord.LimitBytes)
        {
            if (at == buffer.Unread.Length && !buffer.Fill()) return at;
            var c = buffer.Unread[at];
            if (inString)
            {
                if (escaped) escaped = false;
                else if (c == '\\') escaped = true;
                else if (c == '"') inString = false;
            }
            else if (c == '"') inString = true;
            else if (c is (byte)'{' or (byte)'[') depth++;
            else if (depth == 0 && (c is (byte)',' or (byte)'\n' || (c == ']' && isArray))) return at;
            else if (c is (byte)'}' or (byte)']' && --depth <= 0) return at + 1;
            at++;
        }

        return at;
    }
}
