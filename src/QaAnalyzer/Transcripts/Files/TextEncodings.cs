using System.Buffers;
using System.Text;

namespace QaAnalyzer.Transcripts.Files;

/// <summary>Encodings by name and by content: byte-order mark, else UTF-16 by its zero bytes, else UTF-8, else GB18030.</summary>
internal static class TextEncodings
{
    /// <summary>Stands for bytes the encoding does not allow. U+FFFF is no character, so unlike U+FFFD no honest text contains it.</summary>
    public const char Invalid = '\uffff';

    private static readonly DecoderReplacementFallback Marked = new(Invalid.ToString());
    private static readonly Encoding Utf8 = Find("utf-8")!;

    public static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, Marked)
                ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, Marked);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public static Encoding Detect(ReadOnlySpan<byte> head)
    {
        if (head is [0xEF, 0xBB, 0xBF, ..]) return Utf8;
        if (head is [0xFF, 0xFE, ..]) return Find("utf-16")!;
        if (head is [0xFE, 0xFF, ..]) return Find("utf-16BE")!;
        if (ZeroShare(head, 1) > 0.05 && ZeroShare(head, 0) < 0.01) return Find("utf-16")!;
        if (ZeroShare(head, 0) > 0.05 && ZeroShare(head, 1) < 0.01) return Find("utf-16BE")!;
        var (good, bad) = CountSequences(head);
        if (bad * 10 <= good) return Utf8;
        var gb18030 = Find("gb18030")!;
        return IsValid(head, gb18030) ? gb18030 : Utf8;
    }

    public static int ByteOrderMarkLength(ReadOnlySpan<byte> head, Encoding encoding) =>
        encoding.Preamble is { Length: > 0 } mark && head.StartsWith(mark) ? mark.Length : 0;

    // Not flushed: a character cut by the end of the head is no mistake.
    private static bool IsValid(ReadOnlySpan<byte> head, Encoding encoding)
    {
        var chars = new char[encoding.GetMaxCharCount(head.Length)];
        var count = encoding.GetDecoder().GetChars(head, chars, flush: false);
        return !chars.AsSpan(0, count).Contains(Invalid);
    }

    private static double ZeroShare(ReadOnlySpan<byte> bytes, int parity)
    {
        var zeros = 0;
        for (var i = parity; i < bytes.Length; i += 2)
        {
            if (bytes[i] == 0) zeros++;
        }

        return zeros * 2.0 / Math.Max(1, bytes.Length);
    }

    // A UTF-8 file with one damaged line is still UTF-8, so the sequences are weighed against each other. In Chinese GB18030 text
    // about one pair in five happens to be valid UTF-8. A sequence cut by the end of the head counts for neither side.
    private static (int Good, int Bad) CountSequences(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            bytes = bytes[at..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status == OperationStatus.Done) good++;
            else if (status == OperationStatus.InvalidData) bad++;
            bytes = bytes[used..];
        }

        return (good, bad);
    }
}
