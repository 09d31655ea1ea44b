using System.Globalization;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Sources;

/// <summary>
/// Where files of an inbox go once they are imported: <c>done/</c> below it, or <c>quarantine/</c> when nothing in them could be used. Of a file
/// that is half usable a copy lies in quarantine, too: mended and dropped into the inbox again, its good records are known already. Nothing in
/// either folder is ever overwritten.
/// </summary>
internal static class InboxFolder
{
    public const string Done = "done";
    public const string Quarantine = "quarantine";

    /// <summary>Moves an imported file. What was refused stands beside its copy in quarantine, in <c>name.reasons.txt</c>.</summary>
    /// <param name="inbox">The folder.</param>
    /// <param name="file">The file in it.</param>
    /// <param name="import">What became of its records.</param>
    /// <param name="refused">Those that could not be used, or the first of them.</param>
    public static void File(string inbox, string file, RunRow import, IReadOnlyList<QuarantineRow> refused)
    {
        var isUseless = import.Quarantined > 0 && import.Accepted + import.Duplicate == 0;

        // Only the run that moves a file quarantines it: two that import it at once leave one copy.
        if (Move(inbox, isUseless ? Quarantine : Done, file) is not { } moved || refused.Count == 0) return;
        var copy = isUseless ? moved : Copy(inbox, moved);
        System.IO.File.WriteAllLines(copy + ".reasons.txt", Reasons(Path.GetFileName(file), import, refused));
    }

    /// <summary>The new path; <c>a.csv</c> becomes <c>a.2.csv</c> where an older one of that name lies. Null when another run was first.</summary>
    private static string? Move(string inbox, string folder, string file)
    {
        try
        {
            return Free(inbox, folder, file, target => System.IO.File.Move(file, target));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static string Copy(string inbox, string file) => Free(inbox, Quarantine, file, target => System.IO.File.Copy(file, target));

    private static string Free(string inbox, string folder, string file, Action<string> take)
    {
        var into = Directory.CreateDirectory(Path.Combine(inbox, folder)).FullName;
        for (var copy = 1; ; copy++)
        {
            var target = Path.Combine(into, Name(file, copy));
            if (System.IO.File.Exists(target)) continue;
            try
            {
                take(target);
                return target;
            }
            catch (IOException) when (System.IO.File.Exists(target) && System.IO.File.Exists(file))
            {
                // Another run took that name between the look and the move.
            }
        }
    }

    private static string Name(string file, int copy) =>
        copy == 1 ? Path.GetFileName(file) : $"{Path.GetFileNameWithoutExtension(file)}.{copy}{Path.GetExtension(file)}";

    private static IEnumerable<string> Reasons(string name, RunRow import, IReadOnlyList<QuarantineRow> refused)
    {
        var lines = refused.OrderBy(r => r.Key).Select(r => string.Create(CultureInfo.InvariantCulture, $"{name} line {r.Line}: {r.Reason}"));
        return import.Quarantined > refused.Count ? [.. lines, $"… and {import.Quarantined - refused.Count} more"] : lines;
    }
}
