using System.Globalization;
using System.Text.RegularExpressions;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>A line of a chat log that starts a message: <c>[09:12:01] 客服小林: …</c>, <c>2026-03-05 09:12 Anna (agent)：…</c>.</summary>
/// <param name="Day">Date, where the line has one.</param>
/// <param name="Time">Time of day; null when it is not one (<c>25:61</c>).</param>
internal sealed partial record ChatLogLine(DateOnly? Day, TimeSpan? Time, bool HasSeconds, string Name, string Text)
{
    private const int LongestPrefix = 160;

    public static ChatLogLine? Parse(string line)
    {
        var parts = Shape().Match(line[..Math.Min(LongestPrefix, line.Length)]);
        if (!parts.Success) return null;
        var day = parts.Groups["y"].Success ? DayOf(parts) : null;
        var isBadDay = parts.Groups["y"].Success && day is null;
        return new(day, isBadDay ? null : TimeOf(parts), parts.Groups["s"].Success, parts.Groups["name"].Value, line[parts.Length..]);
    }

    private static DateOnly? DayOf(Match parts) =>
        DateOnly.TryParseExact(
            $"{parts.Groups["y"]}-{parts.Groups["m"]}-{parts.Groups["d"]}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1 and < 9999
            ? day
            : null;

    private static TimeSpan? TimeOf(Match parts)
    {
        var hours = double.Parse(parts.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minutes = double.Parse(parts.Groups["min"].Value, CultureInfo.InvariantCulture);
        var seconds = parts.Groups["s"].Success ? double.Parse(parts.Groups["s"].Value.Replace(',', '.'), CultureInfo.InvariantCulture) : 0;
        return hours < 24 && minutes < 60 && seconds < 60 ? TimeSpan.FromSeconds((hours * 3600) + (minutes * 60) + seconds) : null;
    }

    [GeneratedRegex(
        @"^\s*[\[(【]?(?:(?<y>[0-9]{4})[-/年.](?<m>[0-9]{1,2})[-/月.](?<d>[0-9]{1,2})日?[T ]\s*)?" +
        @"(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(?::(?<s>[0-9]{2}(?:[.,][0-9]{1,3})?))?" +
        @"[\])】]?\s*(?:[-–—]\s+)?(?<name>[^\s:：][^:：]{0,59}?)\s*[:：]\s?",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Shape();
}
