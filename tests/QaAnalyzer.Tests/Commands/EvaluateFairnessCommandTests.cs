using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Tests.Learning.Fairness;

namespace QaAnalyzer.Tests.Commands;

public sealed class EvaluateFairnessCommandTests
{
    [Fact]
    public async Task An_unfair_scorer_fails_with_its_figures()
    {
        using var qa = new Qa();
        var ended = await RunAsync(qa, PlantedTalks.Unfair());
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("criterion\tswap\tn\tchanged\tshare", ended.Lines[0]);
        Assert.Matches("^satisfaction\tgender-words\t20\t[0-9]+\t(0[.][5-9]|1[.]0)", ended.Lines.Single(l => l.StartsWith("satisfaction\tgender-words", StringComparison.Ordinal)));
        Assert.StartsWith("fails: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_names_the_conversations_whose_drafts_change()
    {
        using var qa = new Qa();
        var ended = await RunAsync(qa, PlantedTalks.Unfair(), "--json");
        using var report = JsonDocument.Parse(ended.Output);
        Assert.False(report.RootElement.GetProperty("passes").GetBoolean());
        Assert.StartsWith("talk-1-", report.RootElement.GetProperty("worst").GetProperty("changed")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_do_not_ask_who_somebody_is_pass()
    {
        using var qa = new Qa();
        qa.Write("talks.jsonl", [.. PlantedTalks.Of(20).Select(ConversationJson.Write)]);
        var ended = await qa.RunAsync("evaluate", "fairness", "--rubric", "helpdesk-quality", "talks.jsonl");
        Assert.Equal(0, ended.ExitCode);
        Assert.StartsWith("passes: ", ended.Error, StringComparison.Ordinal);
    }

    private static Task<Ended> RunAsync(Qa qa, ScorerBuild build, params string[] more)
    {
        build.Train(["talks"], new(2026, 3, 5), Path.Combine(qa.Folder, "a.scorer"));
        qa.Write("talks.jsonl", [.. PlantedTalks.Of(20).Select(ConversationJson.Write)]);
        return qa.RunAsync(["evaluate", "fairness", "--rubric", "helpdesk-quality", "--scorer", "a.scorer", "talks.jsonl", .. more]);
    }
}
