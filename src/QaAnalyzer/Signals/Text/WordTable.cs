namespace QaAnalyzer.Signals.Text;

/// <summary>Finds words in a text: the longest at each place, Latin ones only as whole words, without regard to case. Shared by all threads.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<char, WordEntry[]> _byFirst;

    /// <summary>A bit per character with which a word may begin: nearly all others are passed by without a look into the table.</summary>
    private readonly ulong[] _firsts = new ulong[(char.MaxValue + 1) / 64];

    public WordTable(IEnumerable<WordEntry> entries)
    {
        _byFirst = entries
            .GroupBy(e => char.ToLowerInvariant(e.Word[0]))
            .ToDictionary(g => g.Key, g => g.OrderByDescending(e => e.Word.Length).ThenBy(e => e.Word, StringComparer.Ordinal).ToArray());
        foreach (var first in _byFirst.Keys)
        {
            Mark(first);
            Mark(char.ToUpperInvariant(first));
        }

        void Mark(char c) => _firsts[c / 64] |= 1ul << (c % 64);
    }

    /// <summary>Finds nothing.</summary>
    public static WordTable None { get; } = new([]);

    public bool IsEmpty => _byFirst.Count == 0;

    /// <summary>Adds the places in order; they never overlap, and words to keep are stepped over.</summary>
    public void Find(ReadOnlySpan<char> text, List<WordMatch> matches)
    {
        for (var at = 0; at < text.Length;)
        {
            var entry = EntryAt(text, at);
            if (entry is { By: { } by } && !text.Slice(at, entry.Word.Length).Equals(by, StringComparison.OrdinalIgnoreCase)) matches.Add(new(at, at + entry.Word.Length, by));
            at += entry?.Word.Length ?? 1;
        }
    }

    private WordEntry? EntryAt(ReadOnlySpan<char> text, int at)
    {
        var first = text[at];
        if ((_firsts[first / 64] & (1ul << (first % 64))) == 0 || (at > 0 && Joins(text[at - 1], first))) return null;
        if (!_byFirst.TryGetValue(char.ToLowerInvariant(first), out var entries)) return null;
        foreach (var entry in entries)
        {
            if (Stands(text, at, entry.Word) && HasNeighbours(text, at, entry)) return entry;
        }

        return null;
    }

    private static bool HasNeighbours(ReadOnlySpan<char> text, int at, WordEntry entry)
    {
        if (entry.FollowedBy.Count > 0)
        {
            var next = at + entry.Word.Length;
            while (next < text.Length && text[next] == ' ') next++;
            if (!AnyStands(text, next, entry.FollowedBy)) return false;
        }

        return entry.PrecededBy.Count == 0 || AnyEnds(text, at, entry.PrecededBy);
    }

    private static bool AnyStands(ReadOnlySpan<char> text, int at, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (Stands(text, at, word)) return true;
        }

        return false;
    }

    private static bool AnyEnds(ReadOnlySpan<char> text, int end, IReadOnlyList<string> words)
    {
        while (end > 0 && text[end - 1] is ' ' or '.') end--;
        foreach (var word in words)
        {
            if (end >= word.Length && Stands(text, end - word.Length, word)) return true;
        }

        return false;
    }

    private static bool Stands(ReadOnlySpan<char> text, int at, string word)
    {
        var end = at + word.Length;
        return end <= text.Length
            && char.ToUpperInvariant(text[end - 1]) == char.ToUpperInvariant(word[^1])
            && text[at..end].Equals(word, StringComparison.OrdinalIgnoreCase)
            && !(at > 0 && Joins(text[at - 1], word[0]))
            && !(end < text.Length && Joins(word[^1], text[end]));
    }

    /// <summary>Letters and digits of scripts that write spaces belong to one word.</summary>
    private static bool Joins(char left, char right) => IsOfWord(left) && IsOfWord(right);

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) && c < '\u2e80';
}

/// <summary>A word to find.</summary>
/// <param name="Word">The word, not empty.</param>
/// <param name="By">What stands in its place; null for a word to step over.</param>
/// <param name="FollowedBy">Must follow when not empty.</param>
/// <param name="PrecededBy">Must precede when not empty.</param>
internal sealed record WordEntry(string Word, string? By, IReadOnlyList<string> FollowedBy, IReadOnlyList<string> PrecededBy);

/// <summary>A place [Start, End) and what to put there.</summary>
internal readonly record struct WordMatch(int Start, int End, string By);
