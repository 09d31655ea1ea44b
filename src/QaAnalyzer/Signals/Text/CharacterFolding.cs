using System.Globalization;
using System.Text;

namespace QaAnalyzer.Signals.Text;

/// <summary>
/// Character tables behind <see cref="NormalizedText"/>. Most characters fold to one character on their own; the rest go through
/// Unicode's NFKC (UAX #15) with the marks that follow them.
/// </summary>
internal static class CharacterFolding
{
    private static readonly char[] SimpleFold = new char[65_536];
    private static readonly bool[] ExtendsPrevious = new bool[65_536];

    static CharacterFolding()
    {
        var simplified = TraditionalCharacters.Load();
        for (var code = 0; code < 65_536; code++)
        {
            var c = (char)code;
            if (char.IsSurrogate(c))
            {
                ExtendsPrevious[code] = char.IsLowSurrogate(c);
                continue;
            }

            var normal = IsItsOwnNormalForm(c) ? c.ToString() : c.ToString().Normalize(NormalizationForm.FormKC);
            ExtendsPrevious[code] = Combines(normal[0]);
            if (normal.Length == 1 && !ExtendsPrevious[code]) SimpleFold[code] = Fold(normal[0], simplified);
        }
    }

    /// <summary>The folded character, or 0 when it cannot be folded on its own.</summary>
    public static char Simple(char c) => SimpleFold[c];

    /// <summary>True for marks, joiners and low surrogates: they belong to the character before them.</summary>
    public static bool Extends(char c) => ExtendsPrevious[c];

    public static char AfterNormalization(char c) => SimpleFold[c] is var folded && folded != 0 ? folded : c;

    public static string NormalizeCluster(ReadOnlySpan<char> cluster)
    {
        var text = cluster.ToString();
        // Half a surrogate pair and the two non-characters cannot be normalised; they stay as they are.
        return IsNotText(cluster) ? text : text.Normalize(NormalizationForm.FormKC);
    }

    private static bool IsNotText(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= '\ufffe') return true;
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsLowSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return true;
            i++;
        }

        return false;
    }

    // The common Han block and ASCII need no call into the Unicode library: start-up time.
    private static bool IsItsOwnNormalForm(char c) => c < '\u00a0' || c is (>= '\u4e00' and <= '\u9fff') or >= '\ufffe';

    private static bool Combines(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        || c is >= '\u1160' and <= '\u11ff';

    private static char Fold(char c, Dictionary<char, char> simplified)
    {
        if (c == '\n') return c;
        if (char.IsWhiteSpace(c) || char.IsControl(c)) return ' ';
        if (c == '\u2019') return '\'';
        return simplified.TryGetValue(c, out var plain) ? plain : char.ToLowerInvariant(c);
    }
}
