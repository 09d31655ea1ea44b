using System.IO.Compression;

namespace QaAnalyzer.Transcripts.Files;

/// <summary>A file ready to be read, unpacked where its first bytes say that it is packed.</summary>
/// <param name="Name">Path for messages.</param>
/// <param name="Id">Id of a conversation in it that has none.</param>
/// <param name="Content">Unpacked bytes; valid until the next file is asked for.</param>
/// <param name="Problem">Why it cannot be opened, if so.</param>
internal sealed record OpenedFile(string Name, string Id, Stream Content, string? Problem = null)
{
    private static readonly byte[] GZip = [0x1F, 0x8B];
    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4];

    /// <summary>The file itself, or each entry of the archive that it is.</summary>
    public static IEnumerable<OpenedFile> Of(TranscriptFile file) => Of(file, inArchive: false);

    private static IEnumerable<OpenedFile> Of(TranscriptFile file, bool inArchive)
    {
        using var stream = TryOpen(file, out var problem);
        if (problem is not null)
        {
            yield return new(file.Name, file.Id, stream, problem);
        }
        else if (stream.Head.Span.StartsWith(GZip))
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
            yield return new(file.Name, file.Id, unpacked);
        }
        else if (!stream.Head.Span.StartsWith(Zip))
        {
            yield return new(file.Name, file.Id, stream);
        }
        else if (inArchive)
        {
            yield return new(file.Name, file.Id, stream, "expected a transcript, got an archive inside an archive; unpack it first");
        }
        else
        {
            foreach (var entry in TranscriptFiles.InArchive(file, stream).SelectMany(entry => Of(entry, inArchive: true))) yield return entry;
        }
    }

    // The first bytes are read here too: a damaged entry fails there, and only itself.
    private static HeadedStream TryOpen(TranscriptFile file, out string? problem)
    {
        Stream? stream = null;
        try
        {
            problem = null;
            stream = file.Open();
            return new(stream, 4);
        }
        catch (Exception e) when (Guarded.IsStorage(e))
        {
            stream?.Dispose();
            problem = $"expected a readable file, got: {e.Message}";
            return new(Stream.Null, 0);
        }
    }
}
