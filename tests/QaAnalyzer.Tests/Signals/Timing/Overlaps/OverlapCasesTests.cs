namespace QaAnalyzer.Tests.Signals.Timing.Overlaps;

public class OverlapCasesTests
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["terminal"] = "neither, terminal overlap",
        ["together"] = "neither, simultaneous start",
        ["completion"] = "neither, cooperative completion",
        ["echo"] = "neither, echo",
        ["goes-on"] = "neither, own words go on",
        ["neither"] = "neither, ",
    };

    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, OverlapCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_verdict_is_the_one_a_careful_listener_gives(int number)
    {
        var example = OverlapCase.All[number];
        var signals = Product.Analyze(example.Call).Signals.Where(s => s.Utterance == example.Incoming).ToList();
        var overlap = Assert.Single(signals, s => s.Tag == "overlap");
        var verdict = signals.SingleOrDefault(s => s.Tag is "backchannel" or "interruption")?.Tag ?? Kinds.GetValueOrDefault(example.Verdict, "neither");
        var agrees = Kinds.TryGetValue(example.Verdict, out var kind) ? overlap.Reason.En.StartsWith(kind, StringComparison.Ordinal) : verdict == example.Verdict;
        Assert.True(agrees, $"{example}: expected {example.Verdict}, got {string.Join(" | ", signals.Where(s => s.Tag is "overlap" or "backchannel" or "interruption").Select(s => s.Reason))}");
    }

    [Fact]
    public void There_are_at_least_150_cases_of_every_kind()
    {
        Assert.True(OverlapCase.All.Count >= 150);
        Assert.All([.. Kinds.Keys, "backchannel", "interruption"], kind => Assert.Contains(OverlapCase.All, c => c.Verdict == kind));
    }
}
