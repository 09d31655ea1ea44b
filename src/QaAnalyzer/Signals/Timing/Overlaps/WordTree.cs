namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Word sequences with a rank each, found at the start, at the end, or covering all of an utterance.</summary>
internal sealed class WordTree
{
    private readonly Node _forward = new();
    private readonly Node _backward = new();

    /// <param name="words">One or more words; of two equal sequences the lower rank stays.</param>
    /// <param name="rank">1 or more.</param>
    public void Add(IReadOnlyList<string> words, int rank)
    {
        _forward.Add(words, rank);
        _backward.Add([.. words.Reverse()], rank);
    }

    /// <summary>Words of the longest sequence that starts at <paramref name="from"/>; 0 when none does.</summary>
    public int LengthAt(IReadOnlyList<string> words, int from)
    {
        var (node, longest) = (_forward, 0);
        for (var i = from; i < words.Count && node.Next.TryGetValue(words[i], out node!); i++)
        {
            if (node.Rank > 0) longest = i + 1 - from;
        }

        return longest;
    }

    /// <summary>Words of the longest sequence that ends the utterance; 0 when none does.</summary>
    public int LengthAtEnd(IReadOnlyList<string> words)
    {
        var (node, longest) = (_backward, 0);
        for (var i = words.Count - 1; i >= 0 && node.Next.TryGetValue(words[i], out node!); i--)
        {
            if (node.Rank > 0) longest = words.Count - i;
        }

        return longest;
    }

    /// <summary>The least rank with which sequences cover all words: the worst word decides. 0 when they do not cover them.</summary>
    public int CoveringRank(IReadOnlyList<string> words)
    {
        // least[i] is the least rank that covers the first i words.
        Span<int> least = words.Count < 32 ? stackalloc int[words.Count + 1] : new int[words.Count + 1];
        least.Fill(int.MaxValue);
        least[0] = 0;
        for (var from = 0; from < words.Count; from++)
        {
            if (least[from] == int.MaxValue) continue;
            var node = _forward;
            for (var i = from; i < words.Count && node.Next.TryGetValue(words[i], out node!); i++)
            {
                if (node.Rank > 0) least[i + 1] = Math.Min(least[i + 1], Math.Max(least[from], node.Rank));
            }
        }

        return least[words.Count] == int.MaxValue ? 0 : least[words.Count];
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = new(StringComparer.Ordinal);

        /// <summary>0 inside a sequence.</summary>
        public int Rank { get; private set; }

        public void Add(IReadOnlyList<string> words, int rank)
        {
            var node = this;
            foreach (var word in words)
            {
                if (!node.Next.TryGetValue(word, out var next)) node.Next.Add(word, next = new());
                node = next;
            }

            node.Rank = node.Rank == 0 ? rank : Math.Min(node.Rank, rank);
        }
    }
}
