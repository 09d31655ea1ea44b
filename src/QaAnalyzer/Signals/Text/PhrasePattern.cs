namespace QaAnalyzer.Signals.Text;

/// <summary>A phrase as a small tree: literals, choices and gaps in a row.</summary>
/// <param name="Parts">In order.</param>
/// <param name="AtSentenceStart">Only where a sentence starts.</param>
/// <param name="AtSentenceEnd">Only where a sentence ends.</param>
/// <param name="WordMayGoOn">The last Latin word may be longer than written.</param>
internal sealed record PhrasePattern(PhrasePart[] Parts, bool AtSentenceStart, bool AtSentenceEnd, bool WordMayGoOn)
{
    private const int MostBeginnings = 2_000;

    /// <summary>In order.</summary>
    public PhrasePart[] Parts { get; } = LookingAhead(Parts, null);

    /// <summary>
    /// Short literals with one of which every match begins, each with what may stand behind it. What a text is searched for before the tree is tried.
    /// </summary>
    /// <exception cref="FormatException">The pattern can begin with nothing, or in too many ways.</exception>
    public IReadOnlyDictionary<string, Lookahead> Beginnings() => Beginnings(Parts, out var refusal) ?? throw new FormatException(refusal);

    /// <summary>
    /// Short literals with one of which what stands behind a gap begins: without one of them behind its beginning no match is possible. Of the
    /// first gap behind which not just anything may stand; empty when there is none.
    /// </summary>
    public IReadOnlyCollection<string> Pivots()
    {
        for (var at = 0; at < Parts.Length; at++)
        {
            if (Parts[at] is PhrasePart.Gap && Beginnings(Parts[(at + 1)..], out _) is { } behind) return behind.Keys;
        }

        return [];
    }

    private static Dictionary<string, Lookahead>? Beginnings(PhrasePart[] parts, out string? refusal)
    {
        var open = new Stack<(string Prefix, PatternRest? Then)>();
        open.Push(("", new PatternRest(parts, 0, null)));
        var beginnings = new Dictionary<string, Lookahead>(StringComparer.Ordinal);
        while (open.TryPop(out var state))
        {
            var (prefix, rest) = (state.Prefix, state.Then?.Inner());
            if (rest?.Part is null or PhrasePart.Gap || IsLongEnough(prefix))
            {
                if (prefix.Length > 0) beginnings[prefix] = beginnings.GetValueOrDefault(prefix) | Lookahead.Of(rest);
                refusal = prefix.Length == 0 ? "a form of it has nothing to begin with (all optional, or a gap first)"
                    : beginnings.Count > MostBeginnings ? $"more than {MostBeginnings} ways to begin; split it into several lines"
                    : null;
                if (refusal is not null) return null;
                continue;
            }

            if (rest.Part is PhrasePart.Literal literal) open.Push((prefix + literal.Text, rest.After));
            else foreach (var choice in ((PhrasePart.Choice)rest.Part).Ways) open.Push((prefix, new PatternRest(choice, 0, rest.After)));
        }

        refusal = null;
        return beginnings;
    }

    /// <summary>The same parts, where gaps and choices know what may follow.</summary>
    private static PhrasePart[] LookingAhead(PhrasePart[] parts, PatternRest? outer) => [.. parts.Select((part, i) => part switch
    {
        PhrasePart.Gap => new PhrasePart.Gap(Lookahead.Of(new PatternRest(parts, i + 1, outer))),
        PhrasePart.Choice choice => new PhrasePart.Choice(
            [.. choice.Ways.Select(way => LookingAhead(way, new(parts, i + 1, outer)))],
            Lookahead.Of(new PatternRest(parts, i, outer))),
        _ => part,
    })];

    /// <summary>Two Chinese characters or four Latin ones are rare enough to try the tree.</summary>
    private static bool IsLongEnough(string prefix) => prefix.Length >= (prefix.Length > 0 && prefix[0] < '\u2e80' ? 4 : 2);
}
