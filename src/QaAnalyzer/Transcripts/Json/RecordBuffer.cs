namespace QaAnalyzer.Transcripts.Json;

/// <summary>A window on a stream that grows to the record it holds and is reused for the next.</summary>
internal sealed class RecordBuffer(Stream stream)
{
    private byte[] buffer = new byte[1 << 17];
    private int start;
    private int end;

    public ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    /// <summary>Reads more behind what is unread; false at the end of the stream.</summary>
    public bool Fill()
    {
        if (start > 0) Unread.CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var count = stream.Read(buffer, end, buffer.Length - end);
        end += count;
        return count > 0;
    }

    /// <summary>The next bytes; valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlyMemory<byte> Take(int count)
    {
        start += count;
        return buffer.AsMemory(start - count, count);
    }
}
