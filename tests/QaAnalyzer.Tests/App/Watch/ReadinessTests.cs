using Microsoft.Extensions.Logging.Abstractions;
using QaAnalyzer.App.Watch;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.App.Watch;

public class ReadinessTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_node_is_ready_when_it_is_heard_and_the_tables_are_of_its_version(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var nodes = new NodeStore(night.Database, night.Clock);
        var ready = new Readiness(night.Database, night.Clock, NullLogger<Readiness>.Instance, new JobRunner([], TimeZoneInfo.Utc, new(night.Database, night.Clock), new(night.Database, night.Clock), night.Runs, night.Clock));
        Assert.Equal("this node has not shown itself yet", await ready.WhyNotAsync(default));
        await nodes.BeatAsync("worker", "1.0", "Quartz");
        Assert.Null(await ready.WhyNotAsync(default));
        await night.ExecuteAsync("UPDATE nodes SET seen_at = '2001-01-01 00:00:00+00:00'");
        Assert.StartsWith("this node has not shown itself for ", await ready.WhyNotAsync(default), StringComparison.Ordinal);
        await nodes.BeatAsync("worker", "1.0", "Quartz");
        await night.ExecuteAsync("INSERT INTO migrations (number, name, ran_at) VALUES (9999, 'of the next version', '')");
        Assert.Null(await ready.WhyNotAsync(default));
        await night.ExecuteAsync("DELETE FROM migrations WHERE number = 3");
        Assert.Equal("the database lacks migrations 3: run qa migrate", await ready.WhyNotAsync(default));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_does_no_jobs_need_not_be_heard(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        Assert.Null(await new Readiness(night.Database, night.Clock, NullLogger<Readiness>.Instance).WhyNotAsync(default));
    }
}
