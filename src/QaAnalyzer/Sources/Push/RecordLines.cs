using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Sources.Push;

/// <summary>Cuts a stream into lines as they arrive. Holds one line at most, and of one that is too long only the beginning.</summary>
/// <param name="stream">Read once, never ahead of what is asked for by more than a buffer.</param>
/// <param name="limit">Most bytes of a line.</param>
internal sealed class RecordLines(Stream stream, int limit)
{
    private const int KeptOfTooLong = 1 << 14;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _line;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The next line that says something, valid until the one after it is asked for; null at the end.</summary>
    public async ValueTask<JsonRecord?> NextAsync(CancellationToken cancel)
    {
        while (await LineAsync(cancel) is { } record)
        {
            if (record.TooLong || record.Bytes.Span.ContainsAnyExcept(" \t\r"u8)) return record;
        }

        return null;
    }

    private async ValueTask<JsonRecord?> LineAsync(CancellationToken cancel)
    {
        _line++;
        var searched = 0;
        while (true)
        {
            var at = Unread[searched..].IndexOf((byte)'\n');
            var length = at < 0 ? Unread.Length : searched + at;
            if (length > limit) return await CutAsync(cancel);
            if (at >= 0) return new(_line, Take(length + 1)[..^1]);
            searched = length;
            if (await FillAsync(cancel)) continue;
            return length == 0 ? null : new(_line, Take(length));
        }
    }

    /// <summary>Passes over the rest of a line that is too long.</summary>
    private async ValueTask<JsonRecord> CutAsync(CancellationToken cancel)
    {
        var beginning = Unread[..Math.Min(limit, KeptOfTooLong)].ToArray();
        int at;
        while ((at = Unread.IndexOf((byte)'\n')) < 0)
        {
            Take(Unread.Length);
            if (!await FillAsync(cancel)) return new(_line, beginning, TooLong: true);
        }

        Take(at + 1);
        return new(_line, beginning, TooLong: true);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_start > 0) Unread.CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += count;
        return count > 0;
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        _start += count;
        return _buffer.AsMemory(_start - count, count);
    }
}
