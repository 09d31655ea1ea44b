using System.Globalization;
using QaAnalyzer.App.Jobs.Quartz;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.Tests.App.Jobs;

public class QuartzTriggerTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "0 0 1 * * ?", "2099-03-07T12:00Z", "2099-03-08 01:00 +8", "2099-03-09 01:00 +8")]
    [InlineData("America/New_York", "0 30 2 * * ?", "2099-03-07T12:00Z", "2099-03-08 03:00 -4", "2099-03-09 02:30 -4")]
    [InlineData("America/New_York", "0 0 2 * * ?", "2099-03-07T12:00Z", "2099-03-08 03:00 -4", "2099-03-09 02:00 -4")]
    [InlineData("America/New_York", "0 30 1 * * ?", "2099-10-31T12:00Z", "2099-11-01 01:30 -4", "2099-11-02 01:30 -5")]
    [InlineData("Europe/Berlin", "0 30 2 * * ?", "2099-10-24T12:00Z", "2099-10-25 02:30 +2", "2099-10-26 02:30 +1")]
    public void Around_summer_time_a_job_of_the_night_runs_once_every_night(string zone, string cron, string after, params string[] expected)
    {
        var site = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var trigger = QuartzTrigger.Of(JobOf(cron), site, TimeProvider.System);
        var times = new List<string>();
        DateTimeOffset? time = DateTimeOffset.Parse(after, CultureInfo.InvariantCulture);
        foreach (var _ in expected)
        {
            time = trigger.GetFireTimeAfter(time);
            times.Add(TimeZoneInfo.ConvertTime(time!.Value, site).ToString("yyyy-MM-dd HH:mm z", CultureInfo.InvariantCulture));
        }

        Assert.Equal(expected, times);
    }

    [Fact]
    public void A_stored_schedule_is_kept_while_it_says_the_same()
    {
        var (site, other) = (TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));
        var stored = QuartzTrigger.Of(JobOf("0 0 1 * * ?"), site, TimeProvider.System);
        Assert.True(QuartzTrigger.Says(stored, JobOf("0 0 1 * * ?"), site));
        Assert.False(QuartzTrigger.Says(stored, JobOf("0 0 2 * * ?"), site));
        Assert.False(QuartzTrigger.Says(stored, JobOf("0 0 1 * * ?"), other));
        Assert.False(QuartzTrigger.Says(stored, JobOf("0 0 1 * * ?") with { Missed = MissedStart.Skip }, site));
        Assert.False(QuartzTrigger.Says(null, JobOf("0 0 1 * * ?"), site));
    }

    private static Job JobOf(string cron) => new() { Name = "night", Title = new("夜", "Night"), What = new("夜", "night"), Queue = JobQueue.Nightly, Cron = cron };
}
