using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Tests.Signals.Timing;

public class BusinessHoursTests
{
    private const string Weekdays = """
        time-zone: Asia/Shanghai
        holidays: [2026-10-01]
        default: {mon: "09:00-18:00", tue: "09:00-18:00", wed: "09:00-18:00", thu: ["09:00-12:00", "13:00-18:00"], fri: "09:00-18:00"}
        queues:
          vip: {mon: "00:00-24:00", sat: "10:00-16:00", sun: "10:00-16:00"}
        """;

    [Theory]
    [InlineData("2026-03-05T11:59:00+08:00", "2026-03-05T13:02:00+08:00", 180)]
    [InlineData("2026-03-06T17:59:30+08:00", "2026-03-09T09:00:30+08:00", 60)]
    [InlineData("2026-03-07T10:00:00+08:00", "2026-03-08T10:00:00+08:00", 0)]
    [InlineData("2026-09-30T17:00:00+08:00", "2026-10-02T10:00:00+08:00", 7200)]
    [InlineData("2026-03-05T01:00:00Z", "2026-03-05T01:05:00Z", 300)]
    public void Only_opening_hours_count(string from, string to, double seconds) => Assert.Equal(seconds, Open(Weekdays, null, from, to));

    [Fact]
    public void A_queue_with_hours_of_its_own_keeps_them()
    {
        Assert.Equal(3600, Open(Weekdays, "VIP", "2026-03-07T09:00:00+08:00", "2026-03-07T11:00:00+08:00"));
        Assert.Equal(7200, Open(Weekdays, "vip", "2026-03-09T23:00:00+08:00", "2026-03-10T12:00:00+08:00") + 3600);
    }

    [Theory]
    [InlineData("2026-03-29T00:00:00+01:00", "2026-03-29T06:00:00+02:00", 5 * 3600)]
    [InlineData("2026-10-25T00:00:00+02:00", "2026-10-25T06:00:00+01:00", 7 * 3600)]
    [InlineData("2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00", 3600)]
    public void A_day_on_which_the_clock_changes_is_as_long_as_it_is(string from, string to, double seconds) =>
        Assert.Equal(seconds, Open("{time-zone: Europe/Berlin, default: {sun: \"00:00-06:00\"}}", null, from, to));

    [Fact]
    public void Opening_at_a_time_that_the_clock_skips_means_the_moment_after() =>
        Assert.Equal(3600, Open("{time-zone: Europe/Berlin, default: {sun: \"02:30-04:00\"}}", null, "2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00"));

    [Fact]
    public void Closing_in_the_doubled_hour_means_the_second_time() =>
        Assert.Equal(2.5 * 3600, Open("{time-zone: Europe/Berlin, default: {sun: \"01:00-02:30\"}}", null, "2026-10-25T00:00:00+02:00", "2026-10-25T12:00:00+01:00"));

    [Fact]
    public void A_reply_on_monday_to_a_question_of_friday_evening_took_the_opened_time()
    {
        var talk = Talk.Chat("customer 0: 怎么退货？", "agent 226890: 在订单页申请") with { StartedAt = Moment("2026-03-06T17:59:30+08:00") };
        var measure = Measured("first-response-seconds", talk);
        Assert.Equal(30 + (226890 - Seconds("2026-03-06T17:59:30+08:00", "2026-03-09T09:00:00+08:00")), measure.Value);
        Assert.Contains("opening hours only", measure.Sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_start_time_hours_are_not_applied_and_the_measure_says_so()
    {
        var measure = Measured("first-response-seconds", Talk.Chat("customer 0: 怎么退货？", "agent 90: 在订单页申请"));
        Assert.Equal(90, measure.Value);
        Assert.Equal("first reply after (no start time: opening hours not applied) 90 s", measure.Sentence.En);
    }

    [Fact]
    public void A_call_is_not_touched_by_opening_hours()
    {
        var talk = Talk.Call("customer 0-2: 怎么退货？", "agent 12-14: 在订单页申请") with { StartedAt = Moment("2026-03-07T23:00:00+08:00") };
        Assert.Equal(10, Measured("reply-max-seconds", talk).Value);
    }

    [Theory]
    [InlineData("default: {mon: \"9-18\"}", "expected opening hours within one day, got \"9-18\"")]
    [InlineData("default: {mon: \"22:00-02:00\"}", "split hours that pass midnight")]
    [InlineData("default: {monday: \"09:00-18:00\"}", "unknown key \"monday\"")]
    [InlineData("holidays: [1.10.2026]", "expected a date, got \"1.10.2026\"")]
    [InlineData("queues: {vip: {time-zone: Mars/Base}}", "unknown time zone \"Mars/Base\"")]
    public void A_slip_in_the_file_is_named(string line, string complaint)
    {
        var file = YamlFile.Parse("business-hours.yaml", "time-zone: Asia/Shanghai\n" + line);
        BusinessHours.Read(file);
        Assert.Contains(complaint, Assert.Single(file.Problems).ToString(), StringComparison.Ordinal);
    }

    private static double Open(string yaml, string? queue, string from, string to) => Hours(yaml).Of(queue)!.SecondsOpen(Moment(from), Moment(to));

    private static double Seconds(string from, string to) => (Moment(to) - Moment(from)).TotalSeconds;

    private static Measure Measured(string id, Conversation talk)
    {
        var site = new SiteSettings { Hours = Hours(Weekdays) };
        return MeasureCatalogue.Find(id)!.Compute(new AnalysisContext(talk, Thresholds.Default, site: site));
    }

    private static BusinessHours Hours(string yaml)
    {
        var file = YamlFile.Parse("business-hours.yaml", yaml);
        var hours = BusinessHours.Read(file);
        file.ThrowIfProblems();
        return hours;
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
