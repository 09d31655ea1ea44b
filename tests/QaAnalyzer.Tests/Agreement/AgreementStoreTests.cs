using QaAnalyzer.Agreement;
using QaAnalyzer.Reviews;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Agreement;

public class AgreementStoreTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Decisions_in_force_come_with_the_draft_of_their_moment_and_the_agent(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var key = await desk.QueuedAsync("c1");
        await desk.DecideAsync(key, new("opening-greeting", RequestKind.Score, 1));
        desk.Clock.Move(TimeSpan.FromMinutes(1));
        await desk.DecideAsync(key, new("opening-greeting", RequestKind.Confirm));
        await desk.DecideAsync(key, new("need-recorded", RequestKind.NotApplicable));
        await desk.DecideAsync(key, new("friendly-tone", RequestKind.Score, 5));
        await desk.UndoAsync(key);

        var score = Assert.Single(await new AgreementStore(desk.Database).ReadAsync(ReviewSamples.RubricId));
        Assert.Equal(("opening-greeting", "anna", 4d, 4, Presentation.Prefilled), (score.Criterion, score.Evaluator, score.Score, score.Draft!.Value, score.Shown));
        Assert.Equal(("A12", "林小雨"), (score.AgentId, score.AgentName));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task History_meets_the_draft_of_the_rules_and_counts_as_blind(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.QueuedAsync("c1");
        await ImportAsync(desk, "c1", "friendly-tone", "王芳", 2.5, new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero));
        var store = new AgreementStore(desk.Database);
        var before = await store.StampAsync(ReviewSamples.RubricId);
        await ImportAsync(desk, "c1", "friendly-tone", "王芳", 3, new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero));
        Assert.NotEqual(before, await store.StampAsync(ReviewSamples.RubricId));

        var score = Assert.Single(await store.ReadAsync(ReviewSamples.RubricId));
        Assert.Equal((3d, 2, Presentation.Blind), (score.Score, score.Draft!.Value, score.Shown));
        Assert.Equal(2.5, Assert.Single(await store.ReadAsync(ReviewSamples.RubricId, until: new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero))).Score);
        Assert.Empty(await store.ReadAsync(ReviewSamples.RubricId, from: new(2026, 1, 7, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal([ReviewSamples.RubricId], await store.RubricsAsync());
    }

    internal static async Task ImportAsync(Desk desk, string conversation, string criterion, string evaluator, double score, DateTimeOffset date)
    {
        await using var connection = await desk.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new HistoryStore(desk.Database, desk.Clock).AddAsync(connection, transaction, "sample", new("f.csv", 2, conversation, criterion, evaluator, score, date, ""), [ReviewSamples.Rubric]);
        await transaction.CommitAsync();
    }
}
