using System.IO.Compression;

namespace QaAnalyzer.Transcripts.Files;

/// <summary>An openable file: where it is for people, the id of a conversation in it that has none, and its bytes.</summary>
internal sealed record TranscriptFile(string Name, string Id, Func<Stream> Open);

/// <summary>Files below paths: a file, a folder with all below it in ordinal order, <c>-</c> for standard input.</summary>
internal static class TranscriptFiles
{
    public static IEnumerable<TranscriptFile> Find(string path, Func<Stream> standardInput)
    {
        if (string.Equals(path, "-", StringComparison.Ordinal)) return [new("stdin", "stdin", standardInput)];
        return Directory.Exists(path) ? InFolder(path) : [new(path, Id(Path.GetFileName(path)), () => OpenFile(path))];
    }

    /// <summary>The entries of a zip archive, in their order.</summary>
    /// <remarks>Names without the UTF-8 mark come from tools that write the local code page, here taken as Chinese.</remarks>
    public static IEnumerable<TranscriptFile> InArchive(TranscriptFile archive, HeadedStream stream)
    {
        using var zip = new ZipArchive(stream.Rewound(), ZipArchiveMode.Read, leaveOpen: true, TextEncodings.Find("gb18030"));
        foreach (var entry in zip.Entries.Where(entry => entry.Name.Length > 0 && !IsHidden(entry.FullName)))
            yield return new($"{archive.Name}!{entry.FullName}", Id(entry.FullName), entry.Open);
    }

    private static IEnumerable<TranscriptFile> InFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Below: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Where(file => !IsHidden(file.Below))
            .OrderBy(file => file.Below, StringComparer.Ordinal)
            .Select(file => new TranscriptFile(file.Path, Id(file.Below), () => OpenFile(file.Path)));

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);

    // Droppings of file managers (.DS_Store, __MACOSX) and the README of a folder are no transcripts.
    private static bool IsHidden(string path) =>
        string.Equals(Path.GetFileName(path), "README.md", StringComparison.OrdinalIgnoreCase)
        || path.Split('/').Any(part => part.StartsWith('.') || string.Equals(part, "__MACOSX", StringComparison.Ordinal));

    private static string Id(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        var stem = name[..^Path.GetExtension(name).Length];
        return stem.Length > 0 ? stem : name;
    }
}
