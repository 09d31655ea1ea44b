namespace QaAnalyzer.Signals.Text;

/// <summary>
/// What may stand at a place for a part of a phrase to match there: two characters, each as a set of 64 bits that may also claim to have what was never
/// put in. Two steps of a processor tell that a tree need not be tried.
/// </summary>
internal readonly record struct Lookahead
{
    /// <summary>Anything may stand there, and the text may end.</summary>
    private const ulong Anything = ulong.MaxValue;

    private readonly ulong _first;
    private readonly ulong _second;

    private Lookahead(ulong first, ulong second) => (_first, _second) = (first, second);

    /// <summary>Anything, and the end of the text.</summary>
    public static Lookahead Whatever => new(Anything, Anything);

    /// <summary>What stands here in a text.</summary>
    public static Lookahead At(ReadOnlySpan<char> text, int position) =>
        new(position < text.Length ? CharacterBits.Of(text[position]) : 0, position + 1 < text.Length ? CharacterBits.Of(text[position + 1]) : 0);

    /// <summary>How the rest of a pattern may go on; null where it ends.</summary>
    public static Lookahead Of(PatternRest? rest) => new(Bits(rest, 0), Bits(rest, 1));

    /// <summary>A literal, and anything behind it.</summary>
    public static Lookahead Of(string literal) => new(CharacterBits.Of(literal[0]), literal.Length > 1 ? CharacterBits.Of(literal[1]) : Anything);

    public static Lookahead operator |(Lookahead left, Lookahead right) => new(left._first | right._first, left._second | right._second);

    /// <summary>Whether what stands in a text may be among these.</summary>
    public bool MayHave(Lookahead text) => MayHave(_first, text._first) && MayHave(_second, text._second);

    private static bool MayHave(ulong some, ulong one) => some == Anything || (some & one) != 0;

    /// <summary>The characters that can stand so many characters behind; anything where the phrase may have ended or a gap may have begun.</summary>
    private static ulong Bits(PatternRest? rest, int skipped) => rest?.Inner() switch
    {
        { Part: PhrasePart.Literal { Text: var text }, After: var after } =>
            skipped < text.Length ? CharacterBits.Of(text[skipped]) : Bits(after, skipped - text.Length),
        { Part: PhrasePart.Choice choice, After: var after } => choice.Ways.Aggregate(0ul, (some, way) => some | Bits(new(way, 0, after), skipped)),
        _ => Anything,
    };
}
