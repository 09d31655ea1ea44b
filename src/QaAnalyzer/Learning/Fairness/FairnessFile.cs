using QaAnalyzer.Data;

namespace QaAnalyzer.Learning.Fairness;

/// <summary>Reads the files of <c>data/fairness</c>.</summary>
internal static class FairnessFile
{
    private const string RecordNamesKey = "record-names";

    /// <exception cref="DataFileException">A value cannot be used, or a kind has a word twice.</exception>
    public static FairnessSwaps Read(IEnumerable<YamlFile> files)
    {
        var rules = new List<(string, SwapRule)>();
        var standIns = new List<string>();
        var seen = new HashSet<(string Kind, string Word)>();
        foreach (var file in files)
        {
            standIns.AddRange(Words(file.Root[RecordNamesKey]));
            foreach (var (kind, value) in file.Root.Entries().Where(e => e.Key != RecordNamesKey))
            {
                foreach (var item in value.Items())
                {
                    var rule = Rule(item);
                    rules.Add((kind, rule));
                    foreach (var entry in rule.Swaps().Where(e => !seen.Add((kind, e.Word.ToLowerInvariant()))))
                        item.Complain($"the kind {kind} has \"{entry.Word}\" twice", "Keep one of them");
                }
            }

            file.ThrowIfProblems();
        }

        return new(rules, standIns);
    }

    private static SwapRule Rule(YamlValue value)
    {
        value.AllowOnly("exchange", "becomes", "followed-by", "preceded-by", "keep");
        return new()
        {
            Exchange = [.. value["exchange"].Items().Select(List)],
            Becomes = value["becomes"].Entries().Where(e => e.Key.Length > 0).ToDictionary(e => e.Key, e => e.Value.Text("what the word becomes"), StringComparer.Ordinal),
            FollowedBy = Words(value["followed-by"]),
            PrecededBy = Words(value["preceded-by"]),
            Keep = Words(value["keep"]),
        };
    }

    private static List<string> List(YamlValue value)
    {
        var words = Words(value);
        if (words.Count < 2) value.Complain("expected at least two words to exchange", "Write a list such as [he, she]");
        return words;
    }

    private static List<string> Words(YamlValue value) => [.. value.Items().Select(v => v.Text("a word")).Where(w => w.Length > 0)];
}
