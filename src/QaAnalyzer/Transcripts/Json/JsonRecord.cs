using System.Text;

namespace QaAnalyzer.Transcripts.Json;

/// <summary>The bytes of one JSON value; valid until the next record is asked for.</summary>
/// <param name="Line">1-based line where it starts.</param>
/// <param name="TooLong">Longer than <see cref="LimitBytes"/>; only the beginning is here.</param>
internal readonly record struct JsonRecord(long Line, ReadOnlyMemory<byte> Bytes, bool TooLong = false)
{
    public const int LimitBytes = 64 << 20;

    /// <summary>The record as text, at most as much as a rejection keeps.</summary>
    public string Raw()
    {
        var text = Encoding.UTF8.GetString(Bytes.Span[..Math.Min(Bytes.Length, Rejected.RawLimit)]);
        return text.Replace(Files.TextEncodings.Invalid, '\ufffd');
    }
}
