using QaAnalyzer.Conversations;
using QaAnalyzer.Tests.Learning;

namespace QaAnalyzer.Tests.Commands;

public sealed class ScorerCommandTests
{
    [Fact]
    public async Task A_scorer_is_trained_on_reviews_and_drafts_with_its_name()
    {
        using var qa = new Qa();
        var data = qa.Write("talks.jsonl", [.. ReviewedTalks.Of(60).Select(ConversationJson.Write)]);

        var trained = await qa.RunAsync("train", "scorer", "--rubric", "helpdesk-quality", "--data", data, "--out", "scorers/a.scorer");
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.Matches("^trained helpdesk-quality.v1-[0-9]{8} on 180 reviews of 60 conversations", trained.Output);

        var analyzed = await qa.RunAsync("analyze", data, "--rubric", "helpdesk-quality", "--scorer", "scorers/a.scorer");
        Assert.Equal(60, analyzed.Lines.Count);
        Assert.All(analyzed.Lines, line => Assert.Matches("\"scorer\":\"helpdesk-quality.v1-[0-9]{8}\".*\"probabilities\":\\[", line));

        var other = await qa.RunAsync("analyze", data, "--rubric", "process-check", "--scorer", "scorers/a.scorer");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("it was trained for the rubric helpdesk-quality.v1, not process-check.v1", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_reviews_are_refused_with_their_number_and_no_scorer_file()
    {
        using var qa = new Qa();
        var data = qa.Write("talks.jsonl", [.. ReviewedTalks.Of(9).Select(ConversationJson.Write)]);
        var refused = await qa.RunAsync("train", "scorer", "--rubric", "helpdesk-quality", "--data", data, "--out", "a.scorer");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("talks.jsonl: a scorer for helpdesk-quality.v1 needs at least 40 reviewed conversations, there are 9.", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(qa.Folder, "a.scorer")));
    }
}
