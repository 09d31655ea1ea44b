namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// What the classifier sees of an utterance: n-grams of units (characters in Chinese, words in Latin text), character n-grams inside Latin
/// words, what stands at both ends, pairs with a hole, the other side's last words, the matched phrase lists, and the length.
/// </summary>
internal sealed class FeatureExtractor
{
    /// <summary>Longest n-gram of units.</summary>
    private const int LongestGram = 4;

    /// <summary>Only the end of the context matters.</summary>
    private const int ContextUnits = 14;

    /// <summary>An utterance this long says everything in its beginning and end; the rest is left out of the features.</summary>
    private const int MostUnits = 4_000;

    private readonly Tokens _text = new();
    private readonly Tokens _context = new();

    public Tokens Text => _text;

    /// <summary>Replaces what is in the buffer.</summary>
    public void Extract(in TagInput input, FeatureBuffer features)
    {
        features.Clear();
        _text.Set(input.Text.Chars);
        _context.Set(input.Context.Chars);
        var count = Math.Min(_text.Count, MostUnits);
        AddGrams(count, features);
        AddWordPieces(input.Text.Chars, count, features);
        AddEnds(count, features);
        AddContext(features);
        AddPhrases(input.Phrases, features);
        features.AddWhole(Feature(Kind.Length, (uint)LengthBucket(count)));
        features.AddWhole(Feature(Kind.Bias, input.IsChinese ? 1u : 0u));
        features.Mix();
    }

    /// <summary>One feature per tag and sureness: a list's loose phrases count apart from its unmistakable ones.</summary>
    private static void AddPhrases(PhraseTags phrases, FeatureBuffer features)
    {
        for (var level = 0; level < PhraseTags.Levels; level++)
        {
            for (var tags = phrases[level]; tags != 0; tags &= tags - 1)
                features.AddWhole(Feature(Kind.Phrase, (uint)((level * 64) + System.Numerics.BitOperations.TrailingZeroCount(tags))));
        }
    }

    private void AddGrams(int count, FeatureBuffer features)
    {
        for (var i = 0; i < count; i++)
        {
            var hash = 0u;
            for (var n = 0; n < LongestGram && i + n < count; n++)
            {
                hash = Hash.Join(hash, _text[i + n].Hash);
                features.Add(Feature(Kind.Gram, hash), i, i + n);
            }

            // Two units with one between them: 给您回, 给你回.
            if (i + 2 < count) features.Add(Feature(Kind.Hole, Hash.Join(_text[i].Hash, _text[i + 2].Hash)), i, i + 2);
        }
    }

    /// <summary>Pieces of three and four letters with the word's edges: slips and inflections stay near.</summary>
    private void AddWordPieces(ReadOnlySpan<char> text, int count, FeatureBuffer features)
    {
        for (var i = 0; i < count; i++)
        {
            ref readonly var token = ref _text[i];
            var length = token.End - token.Start;
            if (token.Kind != TokenKind.Word || length < 3) continue;
            for (var from = -1; from + 3 <= length + 1; from++)
            {
                var hash = 0u;
                for (var n = 0; n < 4 && from + n <= length; n++)
                {
                    var at = from + n;
                    hash = Hash.Join(hash, at < 0 || at == length ? 1u : text[token.Start + at]);
                    if (n >= 2) features.Add(Feature(Kind.Piece, hash), i, i);
                }
            }
        }
    }

    private void AddEnds(int count, FeatureBuffer features)
    {
        var first = 0u;
        var last = 0u;
        for (var n = 0; n < 3 && n < count; n++)
        {
            first = Hash.Join(first, _text[n].Hash);
            features.Add(Feature(Kind.First, first), 0, n);
            last = Hash.Join(last, _text[count - 1 - n].Hash);
            features.Add(Feature(Kind.Last, last), count - 1 - n, count - 1);
        }
    }

    private void AddContext(FeatureBuffer features)
    {
        if (_context.Count == 0)
        {
            features.Add(Feature(Kind.Context, 0), -1, -1);
            return;
        }

        for (var i = Math.Max(0, _context.Count - ContextUnits); i < _context.Count; i++)
        {
            features.Add(Feature(Kind.Context, _context[i].Hash), -1, -1);
            if (i + 1 < _context.Count) features.Add(Feature(Kind.Context, Hash.Join(_context[i].Hash, _context[i + 1].Hash)), -1, -1);
        }

        // What a short utterance means depends on what it answers.
        var end = _context[_context.Count - 1].Hash;
        features.Add(Feature(Kind.ContextEnd, end), -1, -1);
        if (_text.Count > 0) features.Add(Feature(Kind.ContextEnd, Hash.Join(end, _text[0].Hash)), -1, -1);
    }

    private static int LengthBucket(int units) => units switch { <= 1 => 0, <= 3 => 1, <= 6 => 2, <= 10 => 3, <= 18 => 4, <= 40 => 5, _ => 6 };

    private static uint Feature(Kind kind, uint hash) => hash + ((uint)kind * 0x9E3779B9u);

    private enum Kind
    {
        Gram = 1,
        Hole,
        Piece,
        First,
        Last,
        Context,
        ContextEnd,
        Phrase,
        Length,
        Bias,
    }
}
