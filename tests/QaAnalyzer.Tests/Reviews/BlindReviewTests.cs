using Dapper;
using QaAnalyzer.Reviews;
using QaAnalyzer.Scoring;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Reviews;

public class BlindReviewTests
{
    private const string Line = "opening-greeting";

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 0.08, 0.12)]
    [InlineData(0.5, 0.47, 0.53)]
    [InlineData(1, 1, 1)]
    public void About_the_wanted_share_is_blind_and_always_the_same(double share, double low, double high)
    {
        bool[] Draw() => [.. Enumerable.Range(0, 4000).Select(i => new BlindShare(share).Covers($"c{i}", "form.v1"))];
        Assert.InRange(Draw().Count(covered => covered) / 4000.0, low, high);
        Assert.Equal(Draw(), Draw());
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlindShare(1.1));
    }

    [Fact]
    public void What_a_small_share_covers_a_larger_one_covers_too()
    {
        Assert.All(Enumerable.Range(0, 500), i => Assert.True(!new BlindShare(0.1).Covers($"c{i}", "f") || new BlindShare(0.3).Covers($"c{i}", "f")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_draft_is_hidden_until_the_score_and_both_are_stored(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind, blind: 1);
        var key = await desk.QueuedAsync("c1");
        var form = await desk.FormAsync(key);
        Assert.True(form.IsBlind);
        Assert.All(form.Lines, l => Assert.True(l is { Draft: null, IsHidden: true }));

        var saved = Assert.IsType<DeskAnswer.Saved>(await desk.DecideAsync(key, new(Line, RequestKind.Score, 2)));
        Assert.Equal(4, Assert.IsType<DraftScore>(saved.Form.Find(Line)!.Draft).Score);
        Assert.True(saved.Form.Find("friendly-tone")!.IsHidden);
        var review = (await desk.Reviews.InForceAsync(key, ReviewSamples.RubricId))[Line];
        Assert.Equal((Decision.Scored, 2d, 4, Presentation.Blind), (review.Decision, review.Score!.Value, review.DraftScore!.Value, review.Shown));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_reason_added_after_the_draft_showed_leaves_the_decision_blind(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind, blind: 1);
        var key = await desk.QueuedAsync("c1");
        await desk.DecideAsync(key, new(Line, RequestKind.Score, 4));
        await desk.DecideAsync(key, new(Line, RequestKind.Score, 4, "开场完整"));
        var review = (await desk.Reviews.InForceAsync(key, ReviewSamples.RubricId))[Line];
        Assert.Equal((Decision.Scored, Presentation.Blind, "开场完整"), (review.Decision, review.Shown, review.Reason));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_changes_the_score_after_seeing_the_draft_or_undoes_it_is_blind_no_longer(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind, blind: 1);
        var key = await desk.QueuedAsync("c1");
        await desk.DecideAsync(key, new(Line, RequestKind.Score, 2));
        await desk.DecideAsync(key, new(Line, RequestKind.Score, 4));
        Assert.Equal((Decision.Confirmed, Presentation.Prefilled), await InForceAsync(desk, key, Line));

        await desk.DecideAsync(key, new("friendly-tone", RequestKind.Score, 5));
        await desk.UndoAsync(key);
        Assert.False((await desk.FormAsync(key)).Find("friendly-tone")!.IsHidden);
        await desk.DecideAsync(key, new("friendly-tone", RequestKind.Score, 5));
        Assert.Equal((Decision.Overridden, Presentation.Prefilled), await InForceAsync(desk, key, "friendly-tone"));
    }

    [Fact]
    public async Task There_is_nothing_to_confirm_on_a_blind_line_and_somebody_who_only_reads_sees_all()
    {
        await using var desk = await Desk.OpenAsync("sqlite", blind: 1);
        var key = await desk.QueuedAsync("c1");
        Assert.IsType<DeskAnswer.Refused>(await desk.DecideAsync(key, new(Line, RequestKind.Confirm)));
        Assert.False((await desk.Review.OpenAsync(new(key, QaAnalyzer.Conversations.Channel.Chat), ReviewSamples.Rubric, forReader: true))!.IsBlind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_of_before_count_as_prefilled_and_imported_ones_as_blind(string kind)
    {
        await using var test = await Databases.CreateEmptyAsync(kind);
        await using var connection = await test.Database.OpenAsync();
        var scripts = QaAnalyzer.Storage.Migrations.Scripts(test.Database.Dialect).ToList();
        foreach (var script in scripts.Where(s => s.Number < 3)) await connection.ExecuteAsync(script.Sql);
        await connection.ExecuteAsync(
            $"""
            INSERT INTO conversations (key, source, id, version, is_current, content_hash, channel, language, utterance_count, body, received_at)
            VALUES (1, 's', 'c1', 1, TRUE, '', 'chat', 'zh', 1, '', '2026-01-01 00:00:00Z');
            INSERT INTO reviews (conversation_key, rubric, criterion, evaluator, decision, score, origin, created_at) VALUES
            (1, 'f.v1', 'a', 'anna', 'confirmed', 3, 'page', '2026-01-01 00:00:00Z'), (1, 'f.v1', 'a', 'bert', 'scored', 3, 'import', '2026-01-01 00:00:00Z')
            """);
        foreach (var script in scripts.Where(s => s.Number >= 3)) await connection.ExecuteAsync(script.Sql);
        Assert.Equal(["prefilled", "blind"], await connection.QueryAsync<string>("SELECT shown FROM reviews ORDER BY evaluator"));
    }

    private static async Task<(Decision, Presentation)> InForceAsync(Desk desk, long key, string line)
    {
        var review = (await desk.Reviews.InForceAsync(key, ReviewSamples.RubricId))[line];
        return (review.Decision, review.Shown);
    }
}
