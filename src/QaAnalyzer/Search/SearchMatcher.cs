using QaAnalyzer.Conversations;

namespace QaAnalyzer.Search;

/// <summary>Finds the places of a query in texts. Not thread-safe.</summary>
internal sealed class SearchMatcher(SearchQuery query)
{
    private readonly SearchTokens _tokens = new();

    /// <summary>True when each phrase stands in one of the utterances; the words are the index's part.</summary>
    public bool HasPhrases(IReadOnlyList<Utterance> utterances)
    {
        var missing = query.Phrases.ToHashSet(StringComparer.Ordinal);
        foreach (var utterance in utterances)
        {
            _tokens.Read(utterance.Text);
            missing.RemoveWhere(phrase => Find(phrase, 0) >= 0);
            if (missing.Count == 0) return true;
        }

        return missing.Count == 0;
    }

    /// <summary>Places in the original text, in order and apart, and how many of the words and phrases they show.</summary>
    public SearchHits In(string text)
    {
        _tokens.Read(text);
        var found = new List<(int Start, int End)>();
        var kinds = 0;
        foreach (var phrase in query.Phrases)
        {
            var before = found.Count;
            for (var at = Find(phrase, 0); at >= 0; at = Find(phrase, at + phrase.Length)) found.Add((at, at + phrase.Length));
            if (found.Count > before) kinds += phrase.Length;
        }

        foreach (var word in query.Words)
        {
            var before = found.Count;
            foreach (var token in _tokens.All)
            {
                if (Is(token, word)) found.Add((token.Start, token.Start + word.Text.Length));
            }

            if (found.Count > before) kinds++;
        }

        return new(Apart(found), kinds);
    }

    private bool Is(SearchToken token, SearchWord word) => word.IsBeginning
        ? token.Kind != TokenKind.Whole && _tokens[token].StartsWith(word.Text, StringComparison.Ordinal)
        : token.Kind != TokenKind.Last && _tokens[token].SequenceEqual(word.Text);

    /// <summary>Where a phrase stands, not cut out of longer words; -1 when nowhere.</summary>
    private int Find(string phrase, int from)
    {
        var text = _tokens.Text;
        while (from <= text.Length - phrase.Length)
        {
            var at = text[from..].IndexOf(phrase, StringComparison.Ordinal);
            if (at < 0) return -1;
            at += from;
            if (!SearchCharacters.IsInsideWord(text, at) && !SearchCharacters.IsInsideWord(text, at + phrase.Length)) return at;
            from = at + 1;
        }

        return -1;
    }

    private List<TextSpan> Apart(List<(int Start, int End)> found)
    {
        var spans = new List<TextSpan>();
        foreach (var span in found.Select(f => _tokens.ToOriginal(f.Start, f.End)).OrderBy(s => s.Start))
        {
            if (spans.Count > 0 && span.Start <= spans[^1].End) spans[^1] = new(spans[^1].Start, Math.Max(spans[^1].End, span.End));
            else spans.Add(span);
        }

        return spans;
    }
}

/// <param name="Spans">In the original text, in order and apart.</param>
/// <param name="Weight">Grows with what of the query is there; 0 when nothing is.</param>
internal readonly record struct SearchHits(IReadOnlyList<TextSpan> Spans, int Weight);
