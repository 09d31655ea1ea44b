using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Scoring;
using QaAnalyzer.Tests.Learning.Fairness;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Learning.Service;

public class LearningRunTests
{
    private const string Ruled = "polite-expressions";

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Past_scores_become_a_scorer_whose_drafts_the_next_run_gives_and_nothing_is_done_twice(string kind)
    {
        await using var school = await School.OpenAsync(kind, "helpdesk-quality");
        await school.ImportAsync(ReviewedTalks.Of(320));
        Assert.Equal(["train done", "fairness done", "activate done"], await school.LearnAsync());
        Assert.Equal(["calibrate skipped", "train skipped"], await school.LearnAsync());
        Assert.Equal(1, await school.Night.CountAsync("scorers"));
        Assert.Equal(1, await school.Night.CountAsync("scorer_settings"));

        await school.AnalyseAsync();
        Assert.Equal(320, await school.Night.CountAsync("analyses WHERE scorer = 'helpdesk-quality-scorer.v1/1' AND information IS NOT NULL"));
        Assert.NotEqual(0, await school.Night.CountAsync("drafts WHERE source = 'Learned'"));
        Assert.Equal(0, await school.Night.CountAsync("drafts WHERE source = 'Rubric'"));
        Assert.All((await school.SettingsAsync()).Criteria, c =>
        {
            Assert.Equal(Drafter.Learned, c.Drafter);
            Assert.Equal(64, c.Comparison.Count);
            Assert.InRange(c.Coverage!.Share, 0.8, 1);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_nodes_that_learn_at_once_make_one_scorer(string kind)
    {
        await using var school = await School.OpenAsync(kind, "helpdesk-quality");
        await school.ImportAsync(ReviewedTalks.Of(80));
        await Task.WhenAll(Task.Run(() => school.LearnAsync()), Task.Run(() => school.LearnAsync()));
        Assert.Equal(1, await school.Night.CountAsync("scorers"));
        Assert.Equal(1, await school.Night.CountAsync("scorer_states WHERE state = 'active'"));
        Assert.Equal(0, await school.Night.CountAsync("learning_leases"));
    }

    [Fact]
    public async Task Reviews_that_came_in_since_train_a_new_scorer_that_takes_the_place_of_the_old()
    {
        await using var school = await School.OpenAsync("sqlite", "helpdesk-quality");
        await school.ImportAsync(ReviewedTalks.Of(80));
        await school.LearnAsync();
        school.Night.Clock.Move(TimeSpan.FromDays(1));
        await school.ImportAsync(ReviewedTalks.Of(16, seed: 2));
        Assert.Contains("train skipped", await school.LearnAsync());
        await school.ImportAsync(ReviewedTalks.Of(1, seed: 3));
        Assert.Contains("activate done", await school.LearnAsync());
        Assert.Equal(
            [("helpdesk-quality-scorer.v2", "active"), ("helpdesk-quality-scorer.v1", "retired")],
            (await school.Scorers.LatestAsync(school.Rubric.Id, 5)).Select(s => (s.Id, s.State)));
        Assert.Contains(
            "not compared with helpdesk-quality-scorer.v1: only ", (await school.Scorers.ActiveAsync(school.Rubric.Id))!.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_scorer_that_is_clearly_worse_leaves_the_older_in_service_and_says_why()
    {
        await using var school = await School.OpenAsync("sqlite", "helpdesk-quality");
        await school.ImportAsync(ReviewedTalks.Of(100));
        await school.LearnAsync();

        // Many reviews with the draft in sight teach the opposite; they judge nobody. The newest ones, which judge, are as before.
        var before = await school.Night.CountAsync("reviews");
        school.Night.Clock.Move(TimeSpan.FromDays(1));
        await school.ImportAsync(ReviewedTalks.Of(400, seed: 2).Select(Opposite));
        await school.Night.ExecuteAsync($"UPDATE reviews SET shown = 'prefilled' WHERE key > {before}");
        school.Night.Clock.Move(TimeSpan.FromDays(1));
        await school.ImportAsync(ReviewedTalks.Of(160, seed: 3).Select(t => Dated(t, school.Night.Clock.GetUtcNow())));
        Assert.Contains("activate refused", await school.LearnAsync());
        Assert.Equal(
            [("helpdesk-quality-scorer.v2", "retired"), ("helpdesk-quality-scorer.v1", "active")],
            (await school.Scorers.LatestAsync(school.Rubric.Id, 5)).Select(s => (s.Id, s.State)));
        Assert.StartsWith(
            "helpdesk-quality-scorer.v1 stays: on 52 conversations that neither learned from the new one errs more by",
            (await school.Scorers.NewestAsync(school.Rubric.Id))!.Reason.En,
            StringComparison.Ordinal);

        // It is not trained again from the same reviews.
        Assert.Contains("train skipped", await school.LearnAsync());
    }

    [Fact]
    public async Task A_scorer_whose_drafts_hang_on_who_somebody_is_stays_blocked()
    {
        await using var school = await School.OpenAsync("sqlite", "helpdesk-quality");
        await school.ImportAsync(PlantedTalks.Of(160));
        Assert.Equal(["train done", "fairness refused"], await school.LearnAsync(readsNeutral: false));
        Assert.Equal(["train skipped"], await school.LearnAsync(readsNeutral: false));
        var blocked = Assert.Single(await school.Scorers.LatestAsync(school.Rubric.Id, 5));
        Assert.Equal("blocked", blocked.State);
        Assert.True(blocked.WorstFairnessShare > 0.5);
        Assert.Null(await school.Shelf.FindAsync(school.Rubric, "tagger.v1"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Where_it_is_clearly_better_than_the_rules_it_speaks_until_reviews_say_otherwise(string kind)
    {
        await using var school = await School.OpenAsync(kind, "process-check");
        await school.ImportAsync(ReviewedTalks.Of(300).Select(t => Scored(t, t.Reviews[0].Scores["satisfaction"])));
        await school.LearnAsync();
        var speaks = Line(await school.SettingsAsync());
        Assert.Equal(Drafter.Learned, speaks.Drafter);
        Assert.True(speaks.Comparison.Gain!.Low > 0);
        Assert.Contains("on 60 conversations it never learned from it errs less than the rules", speaks.Why.En, StringComparison.Ordinal);

        // From now on evaluators give what the rules say.
        await school.ImportAsync(ReviewedTalks.Of(60, seed: 2).Select(t => Scored(t, RuleOf(t))));
        Assert.Equal(["calibrate done", "train skipped"], await school.LearnAsync(retrainAfter: 1000));
        var fallen = Line(await school.SettingsAsync());
        Assert.Equal((Drafter.Rubric, true), (fallen.Drafter, fallen.HasDrifted));
        Assert.StartsWith("back to the rules: on 60 conversations reviewed since training they err by 0.00", fallen.Why.En, StringComparison.Ordinal);

        // It does not come back by itself, and the next run lets the rules speak.
        await school.LearnAsync(retrainAfter: 1000);
        Assert.Equal(Drafter.Rubric, Line(await school.SettingsAsync()).Drafter);
        await school.AnalyseAsync();
        Assert.Equal(360, await school.Night.CountAsync($"drafts WHERE criterion = '{Ruled}' AND source = 'Rubric'"));
    }

    [Fact]
    public async Task Drafts_in_sight_teach_but_do_not_judge()
    {
        await using var school = await School.OpenAsync("sqlite", "helpdesk-quality");
        await school.ImportAsync(ReviewedTalks.Of(80));
        await school.Night.ExecuteAsync("UPDATE reviews SET shown = 'prefilled'");
        Assert.Contains("activate done", await school.LearnAsync());
        Assert.All((await school.SettingsAsync()).Criteria, c => Assert.Equal(0, c.Comparison.Count));
        Assert.Equal(80, (await school.Scorers.ActiveAsync(school.Rubric.Id))!.Conversations);
    }

    [Fact]
    public async Task Too_few_reviews_are_said_and_make_nothing()
    {
        await using var school = await School.OpenAsync("sqlite", "helpdesk-quality");
        await school.ImportAsync(ReviewedTalks.Of(20));
        Assert.Equal(["train skipped"], await school.LearnAsync());
        Assert.Contains("needs at least 40 reviewed conversations", Assert.Single(await school.Log.LatestAsync(school.Rubric.Id, 5)).ReasonEn, StringComparison.Ordinal);
    }

    private static Conversation Dated(Conversation talk, DateTimeOffset date) => talk with { Reviews = [.. talk.Reviews.Select(r => r with { Date = date })] };

    private static Conversation Opposite(Conversation talk) => talk with
    {
        Reviews = [.. talk.Reviews.Select(r => r with { Scores = r.Scores.ToDictionary(s => s.Key, s => 6 - s.Value) })],
    };

    private static CriterionService Line(ScorerSettings settings) => settings.Criteria.Single(c => c.Criterion == Ruled);

    private static int RuleOf(Conversation talk) => Assert.IsType<DraftScore>(Product.DraftOf(talk, "process-check", Ruled)).Score;

    private static Conversation Scored(Conversation talk, double score) =>
        talk with { Reviews = [new() { Evaluator = "e1", Scores = new Dictionary<string, double> { [Ruled] = score } }] };
}
