using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class NightReportsTests
{
    [Theory]
    [MemberData(nameof(Databases.Kinds), MemberType = typeof(Databases))]
    public async Task Nights_that_were_left_without_a_report_get_theirs_with_the_next_one(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var reports = new NightReports(night.Database, night.Clock);
        var first = await RunAsync(night, 1, 2);
        var empty = await night.Run.RunAsync(night.Plan);
        var second = await RunAsync(night, 3);
        Assert.Equal([(second.Key, 1L)], (await reports.WriteAsync()).Select(r => (r.RunKey, r.Conversations)));
        Assert.Equal([(second.Key, 1L), (first.Key, 2L)], (await reports.LatestAsync(9)).Select(r => (r.RunKey, r.Conversations)));
        Assert.Equal("finished", empty.State);

        // Nothing is written twice, nor later than the month that is made up for.
        var third = await RunAsync(night, 4);
        night.Clock.Move(TimeSpan.FromDays(NightReports.Most + 1));
        Assert.Empty(await reports.WriteAsync());
        Assert.DoesNotContain(await reports.LatestAsync(9), r => r.RunKey == third.Key);
    }

    [Theory]
    [MemberData(nameof(Databases.Kinds), MemberType = typeof(Databases))]
    public async Task A_night_in_which_a_conversation_failed_has_its_report_and_one_that_did_not_end_has_none(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var reports = new NightReports(night.Database, night.Clock);
        var run = await RunAsync(night, 1);
        await night.Runs.ReportAsync(run with { Failed = 1 });
        var ended = await RunAsync(night, 2);
        await night.Runs.ReportAsync(ended with { State = "failed" });
        Assert.Equal([run.Key], (await reports.WriteAsync()).Select(r => r.RunKey));
        Assert.Equal([run.Key], (await reports.LatestAsync(9)).Select(r => r.RunKey));
    }

    private static async Task<RunRow> RunAsync(Night night, params int[] conversations)
    {
        night.Drop($"{conversations[0]}.jsonl", [.. conversations.Select(i => Night.Line($"c{i}"))]);
        return await night.Run.RunAsync(night.Plan);
    }
}
