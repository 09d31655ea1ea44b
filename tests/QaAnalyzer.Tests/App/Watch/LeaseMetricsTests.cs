using System.Globalization;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.App.Watch;

public class LeaseMetricsTests
{
    private const string Losses = "qa_lease_losses_total ";

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Results_whose_lease_went_to_another_node_are_thrown_away_and_counted(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(3)), ReviewSamples.RubricId);
        await using var host = await PagesHost.StartAsync();
        using var visitor = new Visitor(host);
        var before = await LossesAsync(visitor);

        await night.Work.ClaimAsync([ReviewSamples.RubricId], "thief/8/1", 3);
        var pipeline = new AnalysisPipeline(ReviewSamples.Rubric, []);
        var results = new List<AnalysedConversation>();
        for (var i = 1; i <= 3; i++)
        {
            var analysis = pipeline.Analyze(Talk.Chat("customer 0: 在吗", "agent 4: 您好") with { Id = $"c{i}" });
            results.Add(new(await night.KeyOfAsync($"c{i}"), [ReviewSamples.RubricId], [analysis], null));
        }

        var writer = new ChunkWriter(night.Database, night.Work, night.Analyses, night.Queue);
        Assert.Equal(default, await writer.WriteAsync(results, await night.Runs.StartAsync("nightly"), default));
        Assert.Equal((0, 3), (await night.CountAsync("analyses"), await night.CountAsync("work WHERE claimed_by = 'thief/8/1'")));

        // Counters are those of the process, in which other tests lose leases as well.
        Assert.True(await LossesAsync(visitor) >= before + 3);
    }

    private static async Task<long> LossesAsync(Visitor visitor)
    {
        var lines = (await visitor.ReadAsync("/metrics")).Split('\n');
        return long.Parse(lines.Single(l => l.StartsWith(Losses, StringComparison.Ordinal))[Losses.Length..], CultureInfo.InvariantCulture);
    }
}
