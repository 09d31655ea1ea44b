using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace QaAnalyzer.Storage.Bulk;

/// <summary>
/// Rows in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format"): every value a big-endian length and its bytes, -1 for
/// NULL. Integers must be as wide as their column.
/// </summary>
internal sealed class CopyBuffer(int columns) : IRowSink
{
    /// <summary>Signature, no flags, no header extension.</summary>
    private static ReadOnlySpan<byte> Head => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly long Epoch = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    private readonly ArrayBufferWriter<byte> _bytes = Started();
    private bool _ended;

    /// <summary>As new, with the memory that it has.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(Head);
        (Rows, _ended) = (0, false);
    }

    public int Rows { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public void Row()
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)columns);
        Rows++;
    }

    public void Int16(short? value)
    {
        if (value is not { } number) Null();
        else BinaryPrimitives.WriteInt16BigEndian(Value(2), number);
    }

    public void Int32(int? value)
    {
        if (value is not { } number) Null();
        else BinaryPrimitives.WriteInt32BigEndian(Value(4), number);
    }

    public void Int64(long? value)
    {
        if (value is not { } number) Null();
        else BinaryPrimitives.WriteInt64BigEndian(Value(8), number);
    }

    public void Real(double? value)
    {
        if (value is not { } number) Null();
        else BinaryPrimitives.WriteDoubleBigEndian(Value(8), number);
    }

    public void Flag(bool value) => Value(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>Microseconds since 2000, UTC.</summary>
    public void Moment(DateTimeOffset? value) => Int64(value is { } moment ? (moment.UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond : null);

    public void Text(ReadOnlySpan<char> value)
    {
        if (value.Contains('\0')) value = value.ToString().Replace('\0', '\u2400');

        // Half a character is encoded as U+FFFD.
        var span = _bytes.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, span[4..]);
        BinaryPrimitives.WriteInt32BigEndian(span, length);
        _bytes.Advance(4 + length);
    }

    public void Utf8(ReadOnlySpan<byte> value) => value.CopyTo(Value(value.Length));

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    public void End()
    {
        if (!_ended) BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        _ended = true;
    }

    private static ArrayBufferWriter<byte> Started()
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        bytes.Write(Head);
        return bytes;
    }

    private Span<byte> Value(int length)
    {
        var span = _bytes.GetSpan(4 + length);
        BinaryPrimitives.WriteInt32BigEndian(span, length);
        _bytes.Advance(4 + length);
        return span.Slice(4, length);
    }

    private Span<byte> Take(int length)
    {
        var span = _bytes.GetSpan(length)[..length];
        _bytes.Advance(length);
        return span;
    }
}
