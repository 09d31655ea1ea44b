namespace QaAnalyzer.Signals.Text;

/// <summary>Traditional → simplified characters, one to one, from the embedded list <c>traditional.txt</c>.</summary>
internal static class TraditionalCharacters
{
    public static Dictionary<char, char> Load()
    {
        using var reader = new StreamReader(typeof(TraditionalCharacters).Assembly.GetManifestResourceStream("traditional.txt")!);
        var map = new Dictionary<char, char>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            foreach (var pair in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) map[pair[0]] = pair[1];
        }

        return map;
    }
}
