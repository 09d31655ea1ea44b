using System.Globalization;
using System.Text;

namespace QaAnalyzer.Search;

/// <summary>What a character of a normalised text is to the search.</summary>
internal enum CharacterKind : byte
{
    /// <summary>Punctuation, blanks, half a character: parts words.</summary>
    Other,

    /// <summary>Letter or digit of a script that puts blanks between words.</summary>
    Letter,

    /// <summary>Goes on with the word before it.</summary>
    Mark,

    /// <summary>Han or kana: written without blanks.</summary>
    Dense,

    /// <summary>A sign that means something by itself, such as an emoji.</summary>
    Symbol,
}

/// <summary>Kinds of characters by Unicode category and block.</summary>
internal static class SearchCharacters
{
    private static readonly CharacterKind[] Kinds = [.. Enumerable.Range(0, 65_536).Select(c => char.IsSurrogate((char)c) ? CharacterKind.Other : KindOf(new Rune(c)))];

    /// <summary>The kind of the character that starts at a place, and how many UTF-16 units it has.</summary>
    public static CharacterKind At(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 1;
        if (!char.IsSurrogate(text[at])) return Kinds[text[at]];
        Rune.DecodeFromUtf16(text[at..], out var rune, out length);
        return KindOf(rune);
    }

    /// <summary>True where a word goes on from the character before a place to the one at it.</summary>
    public static bool IsInsideWord(ReadOnlySpan<char> text, int at) =>
        at > 0 && at < text.Length && At(text, at, out _) is CharacterKind.Letter or CharacterKind.Mark && Before(text, at) is CharacterKind.Letter or CharacterKind.Mark;

    private static CharacterKind Before(ReadOnlySpan<char> text, int at) =>
        At(text, char.IsLowSurrogate(text[at - 1]) && at > 1 ? at - 2 : at - 1, out _);

    // What does not decode comes as U+FFFD, which looks like a symbol and is none.
    private static CharacterKind KindOf(Rune rune)
    {
        if (IsDense(rune.Value)) return CharacterKind.Dense;
        if (rune.Value is 0xfffd or (>= 0xfe00 and <= 0xfe0f)) return CharacterKind.Other;
        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterKind.Letter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => CharacterKind.Mark,
            UnicodeCategory.OtherSymbol => CharacterKind.Symbol,
            _ => CharacterKind.Other,
        };
    }

    /// <summary>Han with its signs of repetition and zero, kana; compatibility forms are folded away before.</summary>
    private static bool IsDense(int code) =>
        code is (>= 0x4e00 and <= 0x9fff) or (>= 0x3400 and <= 0x4dbf) or (>= 0x20000 and <= 0x3ffff) or (>= 0x3005 and <= 0x3007)
            or (>= 0x3041 and <= 0x3096) or (>= 0x309d and <= 0x309f) or (>= 0x30a1 and <= 0x30fa) or (>= 0x30fc and <= 0x30ff) or (>= 0x31f0 and <= 0x31ff)
            or (>= 0xf900 and <= 0xfaff);
}
