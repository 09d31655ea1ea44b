using System.Globalization;
using System.Text.RegularExpressions;
using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>One subtitle with its times in seconds; WebVTT and SubRip share everything but the markup.</summary>
internal sealed partial record Cue(double Start, double End, IReadOnlyList<string> Lines)
{
    private const string Arrow = "-->";

    public static bool IsTiming(string line) => Timing().IsMatch(line);

    /// <summary>The cues of a file; blocks without a timing line (headers, notes, styles) are skipped, a timing line that cannot be read refuses
    /// the draft.</summary>
    public static IEnumerable<Cue> Parse(string text, ConversationDraft draft)
    {
        (double Start, double End)? times = null;
        var lines = new List<string>();
        foreach (var (number, line) in TextDocument.Lines(text).Append((0, "")))
        {
            if (times is null && line.Contains(Arrow, StringComparison.Ordinal)) times = Times(number, line, draft);
            else if (times is not null && !string.IsNullOrWhiteSpace(line)) lines.Add(line);
            else if (times is var (start, end))
            {
                yield return new(start, end, [.. lines]);
                times = null;
                lines.Clear();
            }
        }
    }

    private static (double Start, double End)? Times(int number, string line, ConversationDraft draft)
    {
        var parts = Timing().Match(line);
        if (parts.Success) return (Seconds(parts, "from"), Seconds(parts, "to"));
        draft.Refuse($"expected times such as 00:01:02.345 --> 00:01:04.000 in line {number}, got \"{line.Trim()}\"");
        return null;
    }

    private static double Seconds(Match parts, string side) =>
        (Part(parts, side + "H") * 3600) + (Part(parts, side + "M") * 60) + Part(parts, side + "S") + (Part(parts, side + "F") / 1000);

    private static double Part(Match parts, string group) =>
        parts.Groups[group] is { Success: true } part ? double.Parse(part.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^\s*(?:(?<fromH>[0-9]{1,5}):)?(?<fromM>[0-5]?[0-9]):(?<fromS>[0-5]?[0-9])[.,](?<fromF>[0-9]{3})\s*-->" +
        @"\s*(?:(?<toH>[0-9]{1,5}):)?(?<toM>[0-5]?[0-9]):(?<toS>[0-5]?[0-9])[.,](?<toF>[0-9]{3})(?:\s|$)",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Timing();
}
