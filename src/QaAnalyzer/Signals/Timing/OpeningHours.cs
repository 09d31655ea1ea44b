namespace QaAnalyzer.Signals.Timing;

/// <summary>The hours of one queue: spans of the local day per weekday, days off, and the time zone they are written in.</summary>
internal sealed record OpeningHours(TimeZoneInfo Zone, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenSpan>> Weekly, IReadOnlySet<DateOnly> Holidays)
{
    /// <summary>
    /// Seconds within opening hours between two moments. A day on which the clock changes is as long as it is: hours that do not exist do not count,
    /// hours that come twice count twice.
    /// </summary>
    public double SecondsOpen(DateTimeOffset from, DateTimeOffset to)
    {
        var seconds = 0.0;
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(to, Zone).DateTime);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, Zone).DateTime); day <= last; day = day.AddDays(1))
        {
            if (Holidays.Contains(day) || !Weekly.TryGetValue(day.DayOfWeek, out var spans)) continue;
            foreach (var span in spans)
            {
                var (opens, closes) = (Moment(day, span.From, earliest: true), Moment(day, span.To, earliest: false));
                var (begin, end) = (opens > from ? opens : from, closes < to ? closes : to);
                if (end > begin) seconds += (end - begin).TotalSeconds;
            }
        }

        return Math.Round(seconds, 6);
    }

    private DateTimeOffset Moment(DateOnly day, TimeSpan time, bool earliest)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + time;
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = Zone.IsAmbiguousTime(local)
            ? earliest ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetAmbiguousTimeOffsets(local).Min()
            : Zone.GetUtcOffset(local);
        return new(local, offset);
    }
}

/// <summary>From opening to closing, counted from the start of the local day; closing is at most 24:00.</summary>
internal readonly record struct OpenSpan(TimeSpan From, TimeSpan To);
