using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Fairness;

/// <summary>Words that say who somebody is, and what to say instead. <c>data/fairness/README.md</c> describes the notation.</summary>
internal sealed record SwapRule
{
    /// <summary>Lists of words: each becomes the next of its list, the last becomes the first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Exchange { get; init; } = [];

    /// <summary>Words that are exchanged one way only.</summary>
    public IReadOnlyDictionary<string, string> Becomes { get; init; } = new Dictionary<string, string>();

    /// <summary>The words count only directly before one of these; everywhere when empty.</summary>
    public IReadOnlyList<string> FollowedBy { get; init; } = [];

    /// <summary>The words count only directly after one of these; everywhere when empty.</summary>
    public IReadOnlyList<string> PrecededBy { get; init; } = [];

    /// <summary>Longer words in which nothing is exchanged.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Entries that exchange each word for its counterpart.</summary>
    public IEnumerable<WordEntry> Swaps()
    {
        foreach (var list in Exchange)
        {
            for (var i = 0; i < list.Count; i++) yield return Entry(list[i], list[(i + 1) % list.Count]);
        }

        foreach (var (word, by) in Becomes) yield return Entry(word, by);
        foreach (var word in Keep) yield return new(word, null, [], []);
    }

    public WordEntry Entry(string word, string by) => new(word, by, FollowedBy, PrecededBy);
}
