using System.Collections.Frozen;

namespace QaAnalyzer.Signals.Text;

/// <summary>A phrase as a small tree: literals, choices and gaps in a row.</summary>
/// <param name="Parts">In order.</param>
/// <param name="AtSentenceStart">Only where a sentence starts.</param>
/// <param name="AtSentenceEnd">Only where a sentence ends.</param>
/// <param name="WordMayGoOn">The last Latin word may be longer than written.</param>
internal sealed record PhrasePattern(PhrasePart[] Parts, bool AtSentenceStart, bool AtSentenceEnd, bool WordMayGoOn)
{
    private const int MostBeginnings = 2_000;

    /// <summary>
    /// Short literals with one of which every match begins: what the automaton looks for before the tree is tried.
    /// </summary>
    /// <exception cref="FormatException">The pattern can begin with nothing, or in too many ways.</exception>
    public IReadOnlyCollection<string> Triggers() => Beginnings(Parts, out var refusal) ?? throw new FormatException(refusal);

    /// <summary>
    /// Short literals with one of which what stands behind the first gap begins: without one of them behind its trigger no match is possible.
    /// Empty when there is no gap, or when anything may stand behind it.
    /// </summary>
    public IReadOnlyCollection<string> Pivots()
    {
        var gap = Array.FindIndex(Parts, part => part is PhrasePart.Gap);
        return gap < 0 ? [] : Beginnings(Parts[(gap + 1)..], out _) ?? [];
    }

    private static HashSet<string>? Beginnings(PhrasePart[] parts, out string? refusal)
    {
        var open = new Stack<(string Prefix, Rest? Then)>();
        open.Push(("", new Rest(parts, 0, null)));
        var beginnings = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var state))
        {
            var (prefix, rest) = state;
            while (rest is not null && rest.At == rest.Parts.Length) rest = rest.Outer;
            if (rest is null || rest.Parts[rest.At] is PhrasePart.Gap || IsLongEnough(prefix))
            {
                if (prefix.Length > 0) beginnings.Add(prefix);
                refusal = prefix.Length == 0 ? "a form of it has nothing to begin with (all optional, or a gap first)"
                    : beginnings.Count > MostBeginnings ? $"more than {MostBeginnings} ways to begin; split it into several lines"
                    : null;
                if (refusal is not null) return null;
                continue;
            }

            var after = new Rest(rest.Parts, rest.At + 1, rest.Outer);
            if (rest.Parts[rest.At] is PhrasePart.Literal literal) open.Push((prefix + literal.Text, after));
            else foreach (var choice in ((PhrasePart.Choice)rest.Parts[rest.At]).Ways) open.Push((prefix, new Rest(choice, 0, after)));
        }

        refusal = null;
        return beginnings;
    }

    /// <summary>Two Chinese characters or four Latin ones are rare enough to try the tree.</summary>
    private static bool IsLongEnough(string prefix) => prefix.Length >= (prefix.Length > 0 && prefix[0] < '\u2e80' ? 4 : 2);

    private sealed record Rest(PhrasePart[] Parts, int At, Rest? Outer);
}

/// <summary>One part of a phrase.</summary>
internal abstract record PhrasePart
{
    /// <summary>Normalised text that must stand here.</summary>
    internal sealed record Literal(string Text) : PhrasePart;

    /// <summary>One of several; an optional part has an empty way.</summary>
    internal sealed record Choice(PhrasePart[][] Ways) : PhrasePart
    {
        private readonly PhrasePart[][] _openWays = [.. Ways.Where(w => w is not [Literal, ..])];
        private readonly FrozenDictionary<char, PhrasePart[][]> _waysByFirst = ByFirst(Ways);

        /// <summary>The ways that can match where this character stands: a list of forty words costs one look-up.</summary>
        public PhrasePart[][] WaysAt(char? first) => first is { } c && _waysByFirst.TryGetValue(c, out var ways) ? ways : _openWays;

        private static FrozenDictionary<char, PhrasePart[][]> ByFirst(PhrasePart[][] ways) => ways
            .Where(w => w is [Literal, ..])
            .Select(w => ((Literal)w[0]).Text[0])
            .Distinct()
            .ToFrozenDictionary(c => c, c => ways.Where(w => w is not [Literal { Text: var text }, ..] || text[0] == c).ToArray());
    }

    /// <summary>Some characters of the same sentence.</summary>
    internal sealed record Gap : PhrasePart;
}
