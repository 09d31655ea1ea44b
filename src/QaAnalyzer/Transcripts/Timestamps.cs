using System.Globalization;
using System.Text.RegularExpressions;

namespace QaAnalyzer.Transcripts;

/// <summary>Dates with a time of day: ISO 8601, <c>2026/3/5 09:12</c>, <c>2026年3月5日 09:12:01</c>.</summary>
internal static partial class Timestamps
{
    /// <param name="zone">Zone of a text that states none.</param>
    public static bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset moment)
    {
        moment = default;
        var parts = Shape().Match(text);
        if (!parts.Success) return false;
        var plain = $"{parts.Groups["y"]}-{parts.Groups["m"]}-{parts.Groups["d"]}T{parts.Groups["time"]}";
        if (parts.Groups["zone"].Success)
            return DateTimeOffset.TryParse(plain + parts.Groups["zone"], CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
        if (!DateTime.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return false;
        var offset = zone.GetUtcOffset(local);
        if (local.Ticks < offset.Ticks || local.Ticks - offset.Ticks > DateTime.MaxValue.Ticks) return false;
        moment = new(local, offset);
        return true;
    }

    [GeneratedRegex(
        @"^\s*(?<y>\d{4})[-/年.](?<m>\d{1,2})[-/月.](?<d>\d{1,2})日?[T ]\s*(?<time>\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?)\s*(?<zone>Z|[+-]\d{2}:?\d{2})?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Shape();
}
