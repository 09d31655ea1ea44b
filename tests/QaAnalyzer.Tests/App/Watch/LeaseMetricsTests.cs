using System.Globalization;
using QaAnalyzer.Signals;
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

        var counts = await night.RunnerWith([new Thief(night)]).RunAsync([ReviewSamples.Rubric], await night.Runs.StartAsync("nightly"));
        Assert.Equal(default, counts);
        Assert.Equal((0, 3), (await night.CountAsync("analyses"), await night.CountAsync("work WHERE claimed_by = 'thief'")));

        // Counters are those of the process, in which other tests lose leases as well.
        Assert.True(await LossesAsync(visitor) >= before + 3);
    }

    private static async Task<long> LossesAsync(Visitor visitor)
    {
        var lines = (await visitor.ReadAsync("/metrics")).Split('\n');
        return long.Parse(lines.Single(l => l.StartsWith(Losses, StringComparison.Ordinal))[Losses.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Another node has all rows after their leases ran out while the first was analysed.</summary>
    private sealed class Thief(Night night) : ISignalDetector
    {
        public string Name => "thief";

        public IReadOnlyCollection<string> Tags => [];

        public void Detect(AnalysisContext context) => night.ExecuteAsync("UPDATE work SET claimed_by = 'thief'").GetAwaiter().GetResult();
    }
}
