namespace QaAnalyzer;

/// <summary>Where files of an inbox go once they are imported: <c>done/</c> below it. Nothing there is ever overwritten.</summary>
internal static class DoneFolder
{
    /// <summary>Moves a file; <c>a.csv</c> becomes <c>a.2.csv</c> where an older one of that name lies.</summary>
    public static void Move(string inbox, string file)
    {
        var done = Directory.CreateDirectory(Path.Combine(inbox, "done")).FullName;
        for (var copy = 1; ; copy++)
        {
            var target = Path.Combine(done, Name(file, copy));
            if (File.Exists(target)) continue;
            try
            {
                File.Move(file, target);
                return;
            }
            catch (FileNotFoundException)
            {
                // Another run imported it at the same time and was first.
                return;
            }
            catch (IOException) when (File.Exists(target))
            {
                // Another run took that name between the look and the move.
            }
        }
    }

    private static string Name(string file, int copy) =>
        copy == 1 ? Path.GetFileName(file) : $"{Path.GetFileNameWithoutExtension(file)}.{copy}{Path.GetExtension(file)}";
}
