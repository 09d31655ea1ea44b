using System.Runtime.InteropServices;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Search;

/// <summary>
/// Cuts a text into what the search knows, after <see cref="NormalizedText"/> has folded it: words and numbers, single symbols, and of characters
/// written without blanks each pair of neighbours. The last character of such a run stands by itself too, so that each of its characters begins a
/// token. The same for what is stored and what is asked. Used again for many texts; not thread-safe.
/// </summary>
internal sealed class SearchTokens
{
    /// <summary>In UTF-16 characters; of a longer word its beginning counts.</summary>
    public const int LongestWord = 64;

    private readonly NormalizedText _text = new();
    private readonly List<SearchToken> _tokens = [];
    private char[] _line = [];

    /// <summary>The folded text, in one line.</summary>
    public ReadOnlySpan<char> Text => _text.Chars;

    /// <summary>In the order in which they begin.</summary>
    public ReadOnlySpan<SearchToken> All => CollectionsMarshal.AsSpan(_tokens);

    public ReadOnlySpan<char> this[SearchToken token] => Text[token.Start..token.End];

    /// <summary>Original range behind the range [start, end) of the folded text, which must not be empty.</summary>
    public TextSpan ToOriginal(int start, int end) => _text.ToOriginal(start, end);

    public void Read(ReadOnlySpan<char> text)
    {
        if (_line.Length < text.Length) _line = new char[Math.Max(text.Length, 256)];
        var line = _line.AsSpan(0, text.Length);
        text.CopyTo(line);
        line.Replace('\n', ' ');
        _text.Set(line);
        _tokens.Clear();
        for (var at = 0; at < Text.Length;)
        {
            var kind = SearchCharacters.At(Text, at, out var length);
            at = kind switch
            {
                CharacterKind.Letter => Word(at),
                CharacterKind.Dense => Run(at, at + length),
                CharacterKind.Symbol => Add(at, at + length, TokenKind.Whole),
                _ => at + length,
            };
        }
    }

    private int Word(int start)
    {
        var (end, kept) = (start, start);
        while (end < Text.Length && SearchCharacters.At(Text, end, out var length) is CharacterKind.Letter or CharacterKind.Mark)
        {
            end += length;
            if (end - start <= LongestWord) kept = end;
        }

        Add(start, kept, TokenKind.Whole);
        return end;
    }

    private int Run(int start, int end)
    {
        var last = start;
        while (end < Text.Length && SearchCharacters.At(Text, end, out var length) == CharacterKind.Dense)
        {
            Add(last, end + length, TokenKind.Pair);
            (last, end) = (end, end + length);
        }

        return Add(last, end, TokenKind.Last);
    }

    private int Add(int start, int end, TokenKind kind)
    {
        _tokens.Add(new(start, end, kind));
        return end;
    }
}

/// <summary>Range [Start, End) in the folded text.</summary>
internal readonly record struct SearchToken(int Start, int End, TokenKind Kind);

internal enum TokenKind
{
    /// <summary>Word, number or symbol.</summary>
    Whole,

    /// <summary>Two neighbours of a run.</summary>
    Pair,

    /// <summary>The last character of a run.</summary>
    Last,
}
