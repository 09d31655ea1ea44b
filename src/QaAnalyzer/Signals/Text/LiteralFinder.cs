using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Signals.Text;

/// <summary>
/// Finds every occurrence of many literals. Nearly all places of a text are passed by after one look at their first two characters, in tables of
/// bits that stay in the processor's first cache; where literals may begin, their tree is walked. Immutable and shared.
/// </summary>
internal sealed class LiteralFinder
{
    private const int None = -1;

    private readonly BitTable _pairs = new();
    private readonly BitTable _singles = new();

    /// <summary>State behind the first character.</summary>
    private readonly int[] _first = new int[char.MaxValue + 1];

    private readonly int[] _childFrom;
    private readonly char[] _childChar;
    private readonly int[] _childState;
    private readonly int[] _literal;

    /// <param name="literals">Distinct, not empty.</param>
    public LiteralFinder(IReadOnlyList<string> literals)
    {
        var tree = new List<SortedDictionary<char, int>> { new() };
        var literalAt = new List<int> { None };
        for (var i = 0; i < literals.Count; i++)
        {
            if (literals[i].Length == 1) _singles.Add(literals[i][0]);
            else _pairs.Add(Pair(literals[i][0], literals[i][1]));
            literalAt[Grow(tree, literalAt, literals[i])] = i;
        }

        _literal = [.. literalAt];
        _childFrom = [0, .. tree.Select(children => children.Count)];
        for (var state = 0; state < tree.Count; state++) _childFrom[state + 1] += _childFrom[state];
        _childChar = [.. tree.SelectMany(children => children.Keys)];
        _childState = [.. tree.SelectMany(children => children.Values)];
        foreach (var (c, state) in tree[0]) _first[c] = state;
    }

    /// <summary>Appends every occurrence, in order of their starts.</summary>
    public void Find(ReadOnlySpan<char> text, List<LiteralHit> hits)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (_singles.MayHave(text[at]) || (at + 1 < text.Length && _pairs.MayHave(Pair(text[at], text[at + 1])))) Walk(text, at, hits);
        }
    }

    private void Walk(ReadOnlySpan<char> text, int start, List<LiteralHit> hits)
    {
        var state = _first[text[start]];
        for (var end = start + 1; state > 0; end++)
        {
            if (_literal[state] != None) hits.Add(new(_literal[state], start, end));
            state = end < text.Length ? Child(state, text[end]) : None;
        }
    }

    private int Child(int state, char c)
    {
        var from = _childFrom[state];
        var child = _childChar.AsSpan(from, _childFrom[state + 1] - from).IndexOf(c);
        return child < 0 ? None : _childState[from + child];
    }

    private static int Grow(List<SortedDictionary<char, int>> tree, List<int> literalAt, string literal)
    {
        var state = 0;
        foreach (var c in literal)
        {
            if (!tree[state].TryGetValue(c, out var next))
            {
                tree[state].Add(c, next = tree.Count);
                tree.Add(new());
                literalAt.Add(None);
            }

            state = next;
        }

        return state;
    }

    private static uint Pair(char first, char second) => ((uint)first << 16) | second;

    /// <summary>A set that may also claim to have what was never added. 8 KB.</summary>
    private sealed class BitTable
    {
        private readonly ulong[] _bits = new ulong[1024];

        public void Add(uint value) => _bits[Home(value) >> 6] |= 1ul << Home(value);

        public bool MayHave(uint value) => (_bits[Home(value) >> 6] >> Home(value) & 1) != 0;

        private static int Home(uint value) => Hash.Slot(value, 16);
    }
}

/// <summary>An occurrence of a literal at [Start, End) of the normalised text.</summary>
internal readonly record struct LiteralHit(int Literal, int Start, int End);
