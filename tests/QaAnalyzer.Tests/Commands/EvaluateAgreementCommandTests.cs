using System.Text.Json;

namespace QaAnalyzer.Tests.Commands;

public class EvaluateAgreementCommandTests
{
    [Fact]
    public async Task Files_with_reviews_give_people_against_each_other_without_a_database()
    {
        using var qa = new Qa();
        qa.Write("past.jsonl", [.. Enumerable.Range(0, 60).Select(i => Line($"c{i}", (i % 5) + 1, i % 4 == 0 ? 3 : (i % 5) + 1))]);
        var ended = await qa.RunAsync("evaluate", "agreement", "--data", "past.jsonl");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        var row = ended.Lines[1].Split('\t');
        Assert.Equal(("tone", "people-blind", "60", "0.800"), (row[1], row[2], row[3], row[4][..5]));
        Assert.False(Directory.Exists(Path.Combine(qa.Folder, "qa-data")));
    }

    [Fact]
    public async Task Too_few_are_told_in_words_and_in_json()
    {
        using var qa = new Qa();
        qa.Write("past.jsonl", Line("c1", 4, 5), Line("c2", 2, 2));
        Assert.Contains("n = 2, too few", (await qa.RunAsync("evaluate", "agreement", "--data", "past.jsonl")).Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await qa.RunAsync("evaluate", "agreement", "--data", "past.jsonl", "--json")).Output);
        var people = json.RootElement[0].GetProperty("criteria")[0].GetProperty("comparisons").GetProperty("people-blind");
        Assert.True(people.GetProperty("tooFew").GetBoolean());
        Assert.Empty(people.GetProperty("figures").EnumerateObject());
    }

    [Fact]
    public async Task Imported_scores_are_reported_out_of_the_database()
    {
        using var qa = new Qa();
        qa.Write("talk.jsonl", """{"id":"c1","channel":"chat","language":"zh","utterances":[{"speaker":"agent","text":"您好"}]}""");
        qa.Write("scores.csv", "conversation,criterion,evaluator,score,date", "c1,opening-greeting,anna,4,2026-02-03", "c1,opening-greeting,bert,3,2026-02-03", "c7,opening-greeting,bert,3,");
        await qa.RunAsync("import", "talk.jsonl");
        var import = await qa.RunAsync("import", "scores.csv", "--rubric", "process-check");
        Assert.Equal("read 3 = accepted 2 + duplicate 0 + quarantined 1", import.Lines[0]);
        Assert.Contains("scores.csv line 4", import.Error, StringComparison.Ordinal);
        var ended = await qa.RunAsync("evaluate", "agreement", "--rubric", "process-check");
        Assert.Contains("process-check.v1\topening-greeting\tpeople-blind\tn = 1, too few", ended.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await qa.RunAsync("evaluate", "agreement", "--rubric", "no-such-form")).ExitCode);
    }

    [Fact]
    public async Task A_line_that_is_no_conversation_is_named()
    {
        using var qa = new Qa();
        qa.Write("past.jsonl", Line("c1", 4, 9));
        var ended = await qa.RunAsync("evaluate", "agreement", "--data", "past.jsonl");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("past.jsonl line 1: expected scores from 1 to 5, got 9", ended.Error, StringComparison.Ordinal);
    }

    private static string Line(string id, int one, int other) =>
        $$$"""{"id":"{{{id}}}","channel":"chat","utterances":[{"speaker":"agent","text":"x"}],"reviews":[{"evaluator":"e1","scores":{"tone":{{{one}}}}},{"evaluator":"e2","scores":{"tone":{{{other}}}}}]}""";
}
