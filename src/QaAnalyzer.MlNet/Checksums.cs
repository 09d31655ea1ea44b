using System.Security.Cryptography;
using QaAnalyzer.Data;

namespace QaAnalyzer.MlNet;

/// <summary>SHA-256 of a model's files in <c>SHA256SUMS</c>, as the program of that name writes and checks it.</summary>
internal static class Checksums
{
    private const string FileName = "SHA256SUMS";
    private const string Remedy = "Restore the folder models from the release, or rebuild it with `qa train tagger --engine mlnet`.";

    public static void Write(string folder, IReadOnlyList<string> files) => File.WriteAllText(Path.Combine(folder, FileName), Lines(folder, files));

    /// <exception cref="ModelException">A file is missing, or is not the one that was written.</exception>
    public static void Verify(string folder, IReadOnlyList<string> files)
    {
        foreach (var file in (IEnumerable<string>)[.. files, FileName])
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path)) throw Refusal(path, "is missing");
        }

        if (!string.Equals(File.ReadAllText(Path.Combine(folder, FileName)), Lines(folder, files), StringComparison.Ordinal))
            throw Refusal(folder, $"is damaged: its files do not fit {FileName}");
    }

    public static ModelException Refusal(string path, string what) => new(path, what, Remedy);

    private static string Lines(string folder, IReadOnlyList<string> files) =>
        string.Concat(files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, f))))}  {f}\n"));
}
