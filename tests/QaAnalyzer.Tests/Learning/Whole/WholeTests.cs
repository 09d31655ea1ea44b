using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Learning.Whole;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Learning.Whole;

/// <summary>Invented lessons with two circumstances of chance. What people give depends on their product, which no sum of parts can say.</summary>
public sealed class WholeTests
{
    private const int Cuts = OrdinalTarget.Cuts;

    /// <summary>A space in which no conversation is about anything.</summary>
    private static readonly TopicSpace Nothing = new([], new float[TopicSpace.Topics]);

    [Fact]
    public void What_only_the_whole_tells_is_learned_and_the_linear_outputs_come_nearer_to_what_people_gave()
    {
        var (lessons, targets, fold) = Lessons(800, product: 1);
        var linear = Means(lessons, targets);

        var (model, outputs) = Train(lessons, linear, targets, fold);

        Assert.NotNull(model);
        Assert.True(Error(targets, outputs) < 0.5 * Error(targets, linear), $"{Error(targets, outputs)} of {Error(targets, linear)}");
    }

    [Fact]
    public void Where_the_parts_say_all_there_is_no_whole()
    {
        var (lessons, targets, fold) = Lessons(800, product: 0);
        var linear = Means(lessons, targets);
        var (model, outputs) = Train(lessons, linear, targets, fold);
        Assert.Null(model);
        Assert.Same(linear, outputs);
    }

    [Fact]
    public void Too_few_lessons_tell_no_whole()
    {
        var (lessons, targets, fold) = Lessons(300, product: 1);
        var linear = Means(lessons, targets);
        Assert.Null(Train(lessons, linear, targets, fold).Model);
    }

    [Fact]
    public void A_criterion_that_few_scored_is_learned_from_those_alone()
    {
        var (lessons, targets, fold) = Lessons(800, product: 1, scored: i => i % 3 > 0);
        var linear = Means(lessons, targets);
        var (model, outputs) = Train(lessons, linear, targets, fold);
        Assert.NotNull(model);
        Assert.All(model.Coefficients, c => Assert.True(float.IsFinite(c)));
        Assert.True(Error(targets, outputs) < 0.5 * Error(targets, linear), $"{Error(targets, outputs)} of {Error(targets, linear)}");
    }

    [Fact]
    public void A_model_from_its_file_says_the_same()
    {
        var (lessons, targets, fold) = Lessons(400, product: 1);
        var linear = Means(lessons, targets);
        var model = Train(lessons, linear, targets, fold).Model!;
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, System.Text.Encoding.UTF8, leaveOpen: true)) WholeFile.Write(model, writer);
        buffer.Position = 0;
        using var reader = new BinaryReader(buffer);
        var read = WholeFile.Read(reader);

        var portrait = Enumerable.Range(0, model.Portrait.Width).Select(i => i / 100.0).ToArray();
        var (before, after) = (linear[0].ToArray(), linear[0].ToArray());
        model.AddTo(portrait, before);
        read.AddTo(portrait, after);
        Assert.Equal(before, after);
        Assert.NotEqual(linear[0], after);
        Assert.Equal(model.Centres.Places, read.Centres.Places);
        Assert.Equal(model.Scale.Numbers, read.Scale.Numbers);
        Assert.Equal(model.Scale.Weights, read.Scale.Weights);
        Assert.Equal(model.Topics.Steps, read.Topics.Steps);
        Assert.Equal(model.Topics.Rows, read.Topics.Rows);
    }

    [Fact]
    public void A_criterion_with_too_few_scores_has_no_whole()
    {
        var (lessons, targets, fold) = Lessons(800, product: 1, scored: i => i % 3 == 0);
        Assert.Null(Train(lessons, Means(lessons, targets), targets, fold).Model);
    }

    [Fact]
    public void Beside_a_whole_words_are_held_back_once_more_but_not_for_a_criterion_that_has_none()
    {
        var lessons = Lessons(800, product: 1).Lessons;
        Lesson[] rare = [.. lessons.Select((l, i) => l with { Reviews = [[i % 8 == 0 ? l.Reviews[0][0] : double.NaN]] })];
        Lesson[] both = [.. lessons.Zip(rare, (l, r) => l with { Reviews = [[l.Reviews[0][0], r.Reviews[0][0]]] })];
        var origin = new ScorerOrigin("both", "helpdesk-quality.v1", null, new(2026, 3, 5), [], 900, 800);

        var model = ScorerTrainer.Train(both, ["often", "rarely"], origin);
        var alone = ScorerTrainer.Train(rare, ["rarely"], origin);

        Assert.NotNull(model.Whole);
        Assert.Null(alone.Whole);
        Assert.Equal(alone.Criteria[0].Strength, model.Criteria[1].Strength);
        Assert.All(model.Whole.Coefficients[(Cuts * model.Whole.Centres.Count)..], c => Assert.Equal(0, c));
    }

    [Fact]
    public void Reasons_count_the_whole_as_a_contribution_of_its_own()
    {
        var plain = ScorerFile.Unpack("plain", ReviewedTalks.Build(ReviewedTalks.Of(60)).Train("plain", ["talks"], new(2026, 3, 5)).File);
        var scorer = LearnedScorer.Parse("raised", ScorerFile.Pack(plain with { Whole = Raising(plain, points: 1.5) }));
        var talk = ReviewedTalks.Of(1)[0];
        var drafts = new AnalysisPipeline(Product.Rubric("helpdesk-quality"), Product.Detectors, scorer: scorer).Analyze(talk).Drafts;
        Assert.All(drafts, d => Assert.Contains("the conversation as a whole (+1.50)", d.Reason.En, StringComparison.Ordinal));
    }

    /// <summary>A whole to which all conversations are alike and that raises every mean by so many points.</summary>
    private static WholeModel Raising(ScorerModel scorer, double points)
    {
        var portrait = new Portrait(scorer.Criteria.Count);
        return new()
        {
            Portrait = portrait,
            Scale = new(new Standard[portrait.Width], new float[portrait.Width]),
            Topics = Nothing,
            Centres = Centres.Of([.. Enumerable.Repeat(Array.Empty<float>(), Centres.Block)]),
            Coefficients = [.. Enumerable.Repeat((float)(-points / Cuts / Centres.Block), scorer.Columns * Centres.Block)],
        };
    }

    private static (WholeModel? Model, double[][] Outputs) Train(Lesson[] lessons, double[][] linear, ScoreTargets targets, int[] fold) =>
        WholeTrainer.Train(lessons, linear, linear, () => PortraitsOf(lessons), targets, fold);

    private static Portraits PortraitsOf(Lesson[] lessons) => Portraits.Of(
        lessons, [.. lessons.Select(_ => new double[ConversationViews.Names.Count * Cuts])], Nothing, new(FeatureIndex.Of([]), [], new float[Cuts]));

    /// <summary>All that a linear model can say of such lessons.</summary>
    private static double[][] Means(Lesson[] lessons, ScoreTargets targets) =>
        [.. lessons.Select(_ => targets.Means.ToArray().Select(m => (double)m).ToArray())];

    private static double Error(ScoreTargets targets, double[][] outputs) => outputs.Select((o, i) => targets.SquaredError(i, 0, o)).Sum();

    private static (Lesson[] Lessons, ScoreTargets Targets, int[] Fold) Lessons(int count, double product, Func<int, bool>? scored = null)
    {
        var random = new Random(5);
        var lessons = Enumerable.Range(0, count).Select(i =>
        {
            var (a, b) = ((random.NextDouble() * 2) - 1, (random.NextDouble() * 2) - 1);
            var circumstances = new double[Circumstances.All.Count];
            (circumstances[0], circumstances[1]) = (a, b);
            var score = Math.Clamp(3 + (3 * product * a * b) + random.NextDouble() - 0.5, 1, 5);
            return new Lesson
            {
                Conversation = $"talk-{i}",
                Group = "chat-zh",
                Circumstances = circumstances,
                Tags = [],
                Grams = [],
                Reviews = [[scored is null || scored(i) ? score : double.NaN]],
            };
        }).ToArray();
        return (lessons, new ScoreTargets(lessons, 1), ScorerTrainer.FoldsOf(lessons));
    }
}
