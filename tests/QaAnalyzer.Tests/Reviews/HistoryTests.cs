using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Reviews;

public class HistoryTests
{
    private const string Header = "会话编号,评分项,评价人,得分,日期";

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_table_of_scores_becomes_reviews_of_several_evaluators_with_date_and_fraction(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var key = await ConversationAsync(night, "c1");
        var run = await ScoresAsync(night, "c1,opening-greeting,王芳,4,2026-02-03", "c1,语气友好,王芳,3.5,2026/2/3 09:30", "c1,Friendly tone,李雷,2,");
        Assert.Equal((3, 3, 0, 0), (run.Pulled, run.Accepted, run.Duplicate, run.Quarantined));

        var history = await new HistoryReader(night.Database).OfAsync(key, ReviewSamples.RubricId);
        Assert.Equal([("friendly-tone", "李雷", 2), ("friendly-tone", "王芳", 3.5), ("opening-greeting", "王芳", 4)], history.Select(r => (r.Criterion, r.Evaluator, r.Score!.Value)).Order());
        Assert.All(history, r => Assert.Equal((Decision.Scored, Presentation.Blind), (r.Decision, r.Shown)));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 9, 30, 0, TimeSpan.Zero), history.First(r => r.Score == 3.5).CreatedAt);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_table_again_adds_nothing_and_a_corrected_score_supersedes_the_old_one(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var key = await ConversationAsync(night, "c1");
        await ScoresAsync(night, "c1,opening-greeting,王芳,4,2026-02-03", "c1,need-recorded,王芳,4,");
        var again = await ScoresAsync(night, "c1,opening-greeting,王芳,4,2026-02-03", "c1,need-recorded,王芳,4,");
        Assert.Equal((2, 0, 2), (again.Pulled, again.Accepted, again.Duplicate));
        await ScoresAsync(night, "c1,opening-greeting,王芳,5,2026-02-10");
        Assert.Equal(3, await night.CountAsync("reviews"));
        Assert.Equal(5, (await new HistoryReader(night.Database).OfAsync(key, ReviewSamples.RubricId)).First(r => r.Criterion == "opening-greeting").Score);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_cannot_be_used_is_quarantined_with_line_and_reason(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await ConversationAsync(night, "c1");
        var run = await ScoresAsync(night, "c1,opening-greeting,王芳,6,", "c1,smile,王芳,4,", "c9,opening-greeting,王芳,4,", "c1,opening-greeting,,4,", "c1,opening-greeting,王芳,4,gestern");
        Assert.Equal((5, 0, 5), (run.Pulled, run.Accepted, run.Quarantined));
        var reasons = (await night.Runs.QuarantinedAsync(run.Key, 10)).OrderBy(q => q.Line).Select(q => (q.Line, q.Reason)).ToList();
        Assert.Equal([2, 3, 4, 5, 6], reasons.Select(r => r.Line));
        Assert.Equal("expected a score from 1 to 5, got \"6\"", reasons[0].Reason);
        Assert.StartsWith("expected a criterion of sample-form.v1, got \"smile\"", reasons[1].Reason, StringComparison.Ordinal);
        Assert.Contains("\"c9\", which has not come yet", reasons[2].Reason, StringComparison.Ordinal);
        Assert.Equal("expected an evaluator, got none", reasons[3].Reason);
        Assert.Equal("expected a date such as 2026-03-05 or 2026-03-05 09:12, got \"gestern\"", reasons[4].Reason);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_score_waits_for_its_conversation_and_leaves_the_quarantine_when_it_comes(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await ScoresAsync(night, "c1,opening-greeting,王芳,4,2026-02-03", "c2,opening-greeting,王芳,3,");
        Assert.Equal(2, (await night.Runs.QuarantinedAsync(run.Key, 10)).Count);
        var key = await ConversationAsync(night, "c1");
        var review = Assert.Single(await new HistoryReader(night.Database).OfAsync(key, ReviewSamples.RubricId));
        Assert.Equal(("王芳", 4d), (review.Evaluator, review.Score!.Value));
        Assert.Equal(3, Assert.Single(await night.Runs.QuarantinedAsync(run.Key, 10)).Line);
        Assert.Equal(1, await night.CountAsync("waiting_scores"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reviews_inside_a_conversation_are_history_and_a_bad_one_costs_only_itself(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var conversation = Talk.Chat("customer 0: 在吗", "agent 4: 您好") with
        {
            Id = "c1",
            StartedAt = new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero),
            Reviews =
            [
                new() { Evaluator = "e1", Scores = new Dictionary<string, double> { ["opening-greeting"] = 4, ["smile"] = 3 } },
                new() { Evaluator = "e2", Date = new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), Scores = new Dictionary<string, double> { ["opening-greeting"] = 7, ["need-recorded"] = 2.5 } },
            ],
        };
        var path = night.Drop("a.jsonl", ConversationJson.Write(conversation));
        var run = await night.ImportAsync(path, "r.v1");
        Assert.Equal((3, 1, 0, 2), (run.Pulled, run.Accepted, run.Duplicate, run.Quarantined));
        await night.ImportAsync(path, "r.v1");
        var history = await new HistoryReader(night.Database).OfAsync(1, ReviewSamples.RubricId);
        Assert.Equal([("e2", 2.5, 9), ("e1", 4d, 5)], history.Select(r => (r.Evaluator, r.Score!.Value, r.CreatedAt.UtcDateTime.Day)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task History_never_becomes_work(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var done = await desk.QueuedAsync("c1");
        var waiting = await desk.QueuedAsync("c2");
        await using (var connection = await desk.Database.OpenAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var history = new HistoryStore(desk.Database, desk.Clock);
            await history.AddAsync(connection, transaction, "sample", new("f.csv", 2, "c1", "opening-greeting", "王芳", 4, null, ""), [ReviewSamples.Rubric]);
            await transaction.CommitAsync();
        }

        await desk.Queue.FillAsync(ReviewSamples.RubricId);
        Assert.Equal(waiting, await desk.NextAsync("anna"));
        Assert.Equal(1, (await desk.CountsAsync()).Pending);
        Assert.All((await desk.FormAsync(done)).Lines, l => Assert.False(l.IsDecided));
    }

    [Fact]
    public async Task A_table_in_another_encoding_and_with_tabs_is_read_too()
    {
        await using var night = await Night.OpenAsync("sqlite");
        await ConversationAsync(night, "c1");
        var path = Path.Combine(night.Inbox, "scores.tsv");
        var encoding = System.Text.CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        await File.WriteAllTextAsync(path, "评分\t质检员\t会话ID\t指标\n4\t王芳\tc1\t开场问候\n", encoding);
        Assert.Equal(1, (await night.ImportAsync(path)).Accepted);
    }

    private static async Task<long> ConversationAsync(Night night, string id)
    {
        await night.ImportAsync(night.Drop($"{id}.jsonl", Night.Line(id)));
        await using var connection = await night.Database.OpenAsync();
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "SELECT key FROM conversations WHERE id = @id", new { id });
    }

    private static Task<QaAnalyzer.Storage.RunRow> ScoresAsync(Night night, params string[] rows) =>
        night.Importer.ImportAsync([night.Drop("scores.csv", [Header, .. rows])], "test", new() { Zone = TimeZoneInfo.Utc }, [], [ReviewSamples.Rubric]);
}
