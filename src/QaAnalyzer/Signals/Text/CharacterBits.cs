using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Signals.Text;

/// <summary>Sets of characters as 64 bits, several characters a bit: what is not in a set is never in the text, what is in it may be.</summary>
internal static class CharacterBits
{
    public static ulong Of(char c) => 1ul << Hash.Slot(c, 6);

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var bits = 0ul;
        foreach (var c in text) bits |= Of(c);
        return bits;
    }
}
