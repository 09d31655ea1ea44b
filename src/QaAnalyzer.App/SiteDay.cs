namespace QaAnalyzer.App;

/// <summary>Days and times of day on the clock of the site.</summary>
internal static class SiteDay
{
    /// <summary>The first moment of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => At(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The moment at which the clock on the wall shows it; in the hour that summer time skips, as much later as the hour is.</summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
