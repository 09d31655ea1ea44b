using QaAnalyzer.Conversations;
using QaAnalyzer.Data;

namespace QaAnalyzer.Tests.Signals.Timing.Overlaps;

/// <summary>One line of <c>overlap-cases.yaml</c>.</summary>
/// <param name="Section">Heading in the file.</param>
/// <param name="Verdict">What a careful listener says.</param>
/// <param name="Why">In a few words.</param>
/// <param name="Call">The call.</param>
/// <param name="Incoming">Index of the utterance that the verdict is about.</param>
public sealed record OverlapCase(string Section, string Verdict, string Why, Conversation Call, int Incoming)
{
    public static IReadOnlyList<OverlapCase> All { get; } =
        [.. YamlFile.Load(Path.Combine(AppContext.BaseDirectory, "overlap-cases.yaml")).Root.Entries().SelectMany(s => s.Value.Items().Select(line => Parse(s.Key, line.Text("a case"))))];

    public override string ToString() => $"{Section}: {Why}";

    private static OverlapCase Parse(string section, string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var spoken = parts[2..];
        return new(
            section,
            parts[0],
            parts[1],
            Talk.Call([.. spoken.Select(s => s.Split(' ', 3)).Select(s => $"{(s[0][0] == 'A' ? "agent" : "customer")} {s[1]}: {s[2]}")]),
            Array.FindIndex(spoken, s => s[1] == '*'));
    }
}
