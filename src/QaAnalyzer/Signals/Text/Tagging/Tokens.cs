using System.Numerics;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// Splits normalised text into units by script, so that mixed text works: a Chinese character, a Latin word, a number, an emoji or a
/// question or exclamation mark is one unit; other punctuation only separates. Reused; not thread-safe.
/// </summary>
internal sealed class Tokens
{
    private Token[] _tokens = new Token[256];

    public int Count { get; private set; }

    public ref readonly Token this[int index] => ref _tokens[index];

    public void Set(ReadOnlySpan<char> text)
    {
        Count = 0;
        for (var i = 0; i < text.Length;)
        {
            var end = UnitEnd(text, i);
            if (end > i) Add(text, i, end);
            i = Math.Max(end, i + 1);
        }
    }

    private void Add(ReadOnlySpan<char> text, int start, int end)
    {
        if (Count == _tokens.Length) Array.Resize(ref _tokens, Count * 2);
        var kind = KindOf(text[start]);
        _tokens[Count++] = new(kind, start, end, kind == TokenKind.Number ? 0x5bd1e995u : Hash.Of(text[start..end]));
    }

    /// <summary>End of the unit that starts here; the start itself when the character is only a separator.</summary>
    private static int UnitEnd(ReadOnlySpan<char> text, int start)
    {
        var kind = KindOf(text[start]);
        if (kind == TokenKind.None) return start;
        var end = start + 1;
        if (kind == TokenKind.Sign)
        {
            if (char.IsHighSurrogate(text[start]) && end < text.Length && char.IsLowSurrogate(text[end])) end++;
            return end;
        }

        if (kind == TokenKind.Han) return end;
        while (end < text.Length && (KindOf(text[end]) == kind || (kind == TokenKind.Word && IsInnerApostrophe(text, end)))) end++;
        return end;
    }

    private static bool IsInnerApostrophe(ReadOnlySpan<char> text, int at) =>
        text[at] == '\'' && at + 1 < text.Length && KindOf(text[at + 1]) == TokenKind.Word;

    private static TokenKind KindOf(char c) => c switch
    {
        >= 'a' and <= 'z' => TokenKind.Word,
        >= '0' and <= '9' => TokenKind.Number,
        '?' or '!' or '~' or '…' => TokenKind.Sign,
        < '\u0080' => TokenKind.None,
        _ when LanguageGuess.IsHan(c) || c is >= '\u3040' and <= '\u30ff' => TokenKind.Han,
        _ when char.IsLetter(c) => TokenKind.Word,
        _ when char.IsSurrogate(c) || char.IsSymbol(c) => TokenKind.Sign,
        _ => TokenKind.None,
    };
}

/// <summary>One unit at [Start, End) of the normalised text.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, uint Hash);

internal enum TokenKind : byte
{
    None,
    Han,
    Word,
    Number,
    Sign,
}

/// <summary>Hashes that are the same on every machine.</summary>
internal static class Hash
{
    private const uint Prime = 0x9E3779B1;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = 0x811C9DC5u;
        foreach (var c in text) hash = (hash ^ c) * 0x01000193u;
        return Mix(hash);
    }

    public static uint Join(uint left, uint right) => (uint.RotateLeft(left, 7) ^ right) * Prime;

    /// <summary>One of 2^bits slots for a value that was not mixed (Fibonacci hashing: Knuth, "The Art of Computer Programming" 3, 6.4).</summary>
    public static int Slot(uint value, int bits) => (int)((value * Prime) >> (32 - bits));

    /// <summary>The finaliser of MurmurHash3 (Appleby, 2011).</summary>
    public static uint Mix(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }

    /// <summary><see cref="Mix(uint)"/> of each.</summary>
    public static void Mix(Span<uint> hashes)
    {
        var at = 0;
        for (; at + Vector<uint>.Count <= hashes.Length; at += Vector<uint>.Count)
        {
            var some = new Vector<uint>(hashes[at..]);
            some = (some ^ (some >>> 16)) * 0x85EBCA6Bu;
            some = (some ^ (some >>> 13)) * 0xC2B2AE35u;
            (some ^ (some >>> 16)).CopyTo(hashes[at..]);
        }

        for (; at < hashes.Length; at++) hashes[at] = Mix(hashes[at]);
    }
}
