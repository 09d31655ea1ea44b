using System.Globalization;
using QaAnalyzer.Data;

namespace QaAnalyzer.Signals.Timing;

/// <summary>Opening hours per queue from <c>data/site/business-hours.yaml</c>; without the file every queue is always open.</summary>
internal sealed class BusinessHours
{
    private static readonly (string Key, DayOfWeek Day)[] Days =
    [
        ("mon", DayOfWeek.Monday), ("tue", DayOfWeek.Tuesday), ("wed", DayOfWeek.Wednesday), ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday), ("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday),
    ];

    private readonly Dictionary<string, OpeningHours> _queues = new(StringComparer.OrdinalIgnoreCase);
    private OpeningHours? _others;

    private BusinessHours()
    {
    }

    public static BusinessHours AlwaysOpen { get; } = new();

    /// <summary>The hours of a queue; null when it is always open.</summary>
    public OpeningHours? Of(string? queue) => queue is not null && _queues.TryGetValue(queue, out var own) ? own : _others;

    /// <exception cref="DataFileException">The file cannot be used; every problem is named with its line.</exception>
    public static BusinessHours Load(string path)
    {
        if (!File.Exists(path)) return AlwaysOpen;
        var file = YamlFile.Load(path);
        var hours = Read(file);
        file.ThrowIfProblems();
        return hours;
    }

    internal static BusinessHours Read(YamlFile file)
    {
        var root = file.Root;
        root.AllowOnly("time-zone", "holidays", "default", "queues");
        var zone = Zone(root["time-zone"]);
        var holidays = root["holidays"].Items().Select(Date).ToHashSet();
        var hours = new BusinessHours();
        if (root["default"].Exists) hours._others = Queue(root["default"], zone, holidays);
        foreach (var (name, queue) in root["queues"].Entries()) hours._queues[name] = Queue(queue, zone, holidays);
        return hours;
    }

    private static OpeningHours Queue(YamlValue value, TimeZoneInfo zone, IReadOnlySet<DateOnly> holidays)
    {
        value.AllowOnly([.. Days.Select(d => d.Key), "time-zone", "holidays"]);
        var weekly = new Dictionary<DayOfWeek, IReadOnlyList<OpenSpan>>();
        foreach (var (key, day) in Days)
        {
            if (value[key].Exists) weekly[day] = [.. value[key].Items().Select(Span)];
        }

        return new(
            value["time-zone"].Exists ? Zone(value["time-zone"]) : zone,
            weekly,
            value["holidays"].Exists ? value["holidays"].Items().Select(Date).ToHashSet() : holidays);
    }

    private static OpenSpan Span(YamlValue value)
    {
        var written = value.Text("opening hours");
        var ends = written.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length == 2 && Time(ends[0]) is { } from && Time(ends[1]) is { } to && from < to) return new(from, to);
        value.Complain($"expected opening hours within one day, got \"{written}\"", "Write \"09:00-18:00\"; split hours that pass midnight into \"22:00-24:00\" and \"00:00-06:00\" of the next day");
        return default;
    }

    private static TimeSpan? Time(string written)
    {
        if (string.Equals(written, "24:00", StringComparison.Ordinal)) return TimeSpan.FromDays(1);
        return TimeOnly.TryParseExact(written, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;
    }

    private static DateOnly Date(YamlValue value)
    {
        var written = value.Text("a date");
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        value.Complain($"expected a date, got \"{written}\"", "Write it as 2026-10-01");
        return default;
    }

    private static TimeZoneInfo Zone(YamlValue value)
    {
        var name = value.Text("a time zone (time-zone)");
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        if (name.Length > 0) value.Complain($"unknown time zone \"{name}\"", "Write an IANA name such as Asia/Shanghai");
        return TimeZoneInfo.Utc;
    }
}
