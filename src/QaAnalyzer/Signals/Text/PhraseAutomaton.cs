namespace QaAnalyzer.Signals.Text;

/// <summary>
/// Finds every occurrence of many literals in one pass (Aho and Corasick, "Efficient string matching", CACM 1975). The root's
/// transitions are a table over all characters, deeper states keep their few children sorted.
/// </summary>
internal sealed class PhraseAutomaton
{
    private readonly int[] _rootNext = new int[65_536];
    private readonly int[] _childFrom;
    private readonly char[] _childChar;
    private readonly int[] _childState;
    private readonly int[] _fail;
    private readonly int[] _literal;
    private readonly int[] _nextOutput;
    private readonly int[] _length;

    /// <param name="literals">Distinct, not empty.</param>
    public PhraseAutomaton(IReadOnlyList<string> literals)
    {
        var trie = new List<SortedDictionary<char, int>> { new() };
        var literalAt = new List<int> { -1 };
        for (var i = 0; i < literals.Count; i++)
        {
            var state = 0;
            foreach (var c in literals[i])
            {
                if (!trie[state].TryGetValue(c, out var next))
                {
                    next = trie.Count;
                    trie[state].Add(c, next);
                    trie.Add(new());
                    literalAt.Add(-1);
                }

                state = next;
            }

            literalAt[state] = i;
        }

        _length = [.. literals.Select(l => l.Length)];
        _literal = [.. literalAt];
        _childFrom = new int[trie.Count + 1];
        _childChar = new char[trie.Count - 1];
        _childState = new int[trie.Count - 1];
        Flatten(trie);
        _fail = new int[trie.Count];
        _nextOutput = new int[trie.Count];
        Link(trie);
    }

    /// <summary>Appends (literal, start) for every occurrence, in order of their ends.</summary>
    public void Find(ReadOnlySpan<char> text, List<LiteralHit> hits)
    {
        var state = 0;
        for (var i = 0; i < text.Length; i++)
        {
            state = Next(state, text[i]);
            for (var output = _literal[state] >= 0 ? state : _nextOutput[state]; output != 0; output = _nextOutput[output])
            {
                var literal = _literal[output];
                hits.Add(new(literal, i + 1 - _length[literal], i + 1));
            }
        }
    }

    private int Next(int state, char c)
    {
        while (state != 0)
        {
            var from = _childFrom[state];
            var found = _childChar.AsSpan(from, _childFrom[state + 1] - from).BinarySearch(c);
            if (found >= 0) return _childState[from + found];
            state = _fail[state];
        }

        return _rootNext[c];
    }

    private void Flatten(List<SortedDictionary<char, int>> trie)
    {
        var at = 0;
        for (var state = 0; state < trie.Count; state++)
        {
            _childFrom[state] = at;
            foreach (var (c, child) in trie[state])
            {
                _childChar[at] = c;
                _childState[at++] = child;
                if (state == 0) _rootNext[c] = child;
            }
        }

        _childFrom[trie.Count] = at;
    }

    private void Link(List<SortedDictionary<char, int>> trie)
    {
        var queue = new Queue<int>(trie[0].Values);
        while (queue.TryDequeue(out var state))
        {
            foreach (var (c, child) in trie[state])
            {
                var fail = Next(_fail[state], c);
                _fail[child] = fail;
                _nextOutput[child] = _literal[fail] >= 0 ? fail : _nextOutput[fail];
                queue.Enqueue(child);
            }
        }
    }
}

/// <summary>An occurrence of a literal at [Start, End) of the normalised text.</summary>
internal readonly record struct LiteralHit(int Literal, int Start, int End);
