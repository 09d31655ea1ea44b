namespace QaAnalyzer.Transcripts.Files;

/// <summary>A forward-only stream whose beginning can be looked at before it is read, so that pipes and archive entries can be recognised too.</summary>
internal sealed class HeadedStream : ForwardOnlyStream
{
    private readonly Stream rest;
    private ReadOnlyMemory<byte> unread;

    public HeadedStream(Stream stream, int size)
    {
        var buffer = new byte[size];
        Head = unread = buffer.AsMemory(0, stream.ReadAtLeast(buffer, size, throwOnEndOfStream: false));
        rest = stream;
    }

    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>The whole stream from its beginning, seekable if the one below is: an archive is then read in place, not copied.</summary>
    public Stream Rewound()
    {
        if (!rest.CanSeek) return this;
        rest.Position = 0;
        return rest;
    }

    /// <summary>Leaves out the first bytes of the head.</summary>
    public void Skip(int count) => unread = unread[count..];

    public override int Read(Span<byte> buffer)
    {
        if (unread.IsEmpty) return rest.Read(buffer);
        var count = Math.Min(buffer.Length, unread.Length);
        unread.Span[..count].CopyTo(buffer);
        unread = unread[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }
}
