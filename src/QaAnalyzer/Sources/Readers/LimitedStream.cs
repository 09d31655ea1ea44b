using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Sources.Readers;

/// <summary>A stream that refuses to go on beyond a limit, so that a foreign answer cannot fill the memory.</summary>
internal sealed class LimitedStream(Stream inner, long limit) : ForwardOnlyStream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    private int Count(int count)
    {
        _read += count;
        return _read <= limit ? count : throw new InvalidDataException();
    }
}
