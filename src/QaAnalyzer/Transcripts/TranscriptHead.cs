using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts;

/// <summary>The beginning of a file, enough to tell its format.</summary>
/// <param name="Name">File name, for ties between formats.</param>
/// <param name="Bytes">First bytes as stored, at most <see cref="Size"/>.</param>
/// <param name="Text">The same bytes decoded, without a byte-order mark.</param>
public sealed record TranscriptHead(string Name, ReadOnlyMemory<byte> Bytes, string Text)
{
    public const int Size = 1 << 16;

    private JsonShape? shape;

    /// <summary>Property names of the first JSON values; empty when this is not JSON.</summary>
    internal JsonShape Shape => shape ??= JsonShape.Of(Text);

    /// <summary>The first lines that say something.</summary>
    internal IEnumerable<string> Lines => Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
}
