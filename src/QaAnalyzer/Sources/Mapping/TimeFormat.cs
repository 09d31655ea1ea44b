using System.Globalization;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Sources.Mapping;

/// <summary>How a source writes times.</summary>
public enum TimeFormat
{
    /// <summary>A date with a time of day.</summary>
    Iso,

    /// <summary>Seconds since 1970 in UTC.</summary>
    EpochSeconds,

    /// <summary>Milliseconds since 1970 in UTC.</summary>
    EpochMilliseconds,

    /// <summary>Seconds from the start of the conversation.</summary>
    Seconds,

    /// <summary>Milliseconds from the start of the conversation.</summary>
    Milliseconds,
}

internal static class TimeFormats
{
    public static IReadOnlyDictionary<string, TimeFormat> Names { get; } = new Dictionary<string, TimeFormat>(StringComparer.Ordinal)
    {
        ["iso"] = TimeFormat.Iso,
        ["epoch-seconds"] = TimeFormat.EpochSeconds,
        ["epoch-milliseconds"] = TimeFormat.EpochMilliseconds,
        ["seconds"] = TimeFormat.Seconds,
        ["milliseconds"] = TimeFormat.Milliseconds,
    };

    /// <summary>True for a moment, false for an offset from the start of the conversation.</summary>
    public static bool IsMoment(this TimeFormat format) => format is not (TimeFormat.Seconds or TimeFormat.Milliseconds);

    /// <summary>The moment that a field holds; the draft is refused when it holds something else.</summary>
    public static DateTimeOffset? Moment(this TimeFormat format, JsonField field, TimeZoneInfo zone)
    {
        if (format == TimeFormat.Iso) return field.Moment(zone);
        if (Number(field) is not { } number) return null;
        var milliseconds = format == TimeFormat.EpochSeconds ? number * 1000 : number;
        if (Math.Abs(milliseconds) < 1e14) return DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds);
        field.Draft.Refuse($"{field.Path}: expected a time since 1970, got {field.Element.GetRawText()}; is it another unit?");
        return null;
    }

    /// <summary>Seconds from the start of the conversation.</summary>
    public static double? Offset(this TimeFormat format, JsonField field) => format == TimeFormat.Milliseconds ? Number(field) / 1000 : Number(field);

    /// <summary>A moment as the source writes it.</summary>
    public static string Write(this TimeFormat format, DateTimeOffset moment) => format switch
    {
        TimeFormat.EpochSeconds => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        TimeFormat.EpochMilliseconds => moment.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        _ => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
    };

    /// <summary>Some write numbers as text.</summary>
    private static double? Number(JsonField field)
    {
        var isText = double.TryParse(field.PlainText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        return isText ? number : field.Number();
    }
}
