using QaAnalyzer.Conversations;
using QaAnalyzer.Tests.Learning;

namespace QaAnalyzer.Tests.Commands;

public class RunLearningCommandTests
{
    [Fact]
    public async Task Imported_scores_are_learned_and_the_night_run_drafts_with_them()
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var qa = new Qa().Set("Rubrics", "helpdesk-quality").Set("ConnectionStrings__Database", night.ConnectionString);
        qa.Write("past.jsonl", [.. ReviewedTalks.Of(80).Select(ConversationJson.Write)]);
        Assert.Equal(0, (await qa.RunAsync("import", "past.jsonl")).ExitCode);
        Assert.Contains("train\tskipped", (await qa.Set("Learning__RetrainAfter", "1000").RunAsync("run", "learning")).Output, StringComparison.Ordinal);

        var learned = await qa.Set("Learning__RetrainAfter", "50").RunAsync("run", "learning");
        Assert.Equal((0, ""), (learned.ExitCode, learned.Error));
        Assert.Equal(["train\tdone", "fairness\tdone", "activate\tdone"], learned.Lines.Select(l => string.Join('\t', l.Split('\t')[1..3])));

        qa.Write("qa-data/inbox/new.jsonl", [.. ReviewedTalks.Of(5, seed: 9).Select(t => ConversationJson.Write(t with { Reviews = [] }))]);
        Assert.Equal(0, (await qa.RunAsync("run", "nightly")).ExitCode);
        Assert.Equal(85, await night.CountAsync("analyses WHERE scorer = 'helpdesk-quality-scorer.v1/1'"));
        Assert.NotEqual(0, await night.CountAsync("drafts WHERE source = 'Learned'"));
    }

    [Fact]
    public async Task A_wrong_number_of_reviews_is_refused()
    {
        using var qa = new Qa().Set("Learning__RetrainAfter", "many");
        Assert.Contains("QA_Learning__RetrainAfter is no number of reviews", (await qa.RunAsync("run", "learning")).Error, StringComparison.Ordinal);
    }
}
