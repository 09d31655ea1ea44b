using QaAnalyzer.Reviews;
using QaAnalyzer.Scoring;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Scoring;

public class ExpectedInformationTests
{
    private static readonly double[] Sure = [0, 0, 0, 0, 1];
    private static readonly double[] Unsure = [0.2, 0.2, 0.2, 0.2, 0.2];

    [Fact]
    public void Without_a_scorer_there_is_none_and_the_queue_goes_by_low_scores()
    {
        var analysis = ReviewSamples.Analysis(ReviewSamples.Conversation("c1"));
        Assert.Null(ExpectedInformation.Of(ReviewSamples.Rubric, analysis.Drafts, analysis.Total));
        Assert.Equal((100 * (5 - analysis.Total!.Score)) + analysis.Abstentions, ReviewQueue.PriorityOf(analysis), 9);
    }

    [Theory]
    [InlineData(75, 0.0, 0.7)]
    [InlineData(90, 0.3, 1.0)]
    [InlineData(65, 0.15, 0.85)]
    public void It_grows_with_unsure_drafts_and_near_a_grade_limit(double percent, double sure, double unsure)
    {
        var total = new TotalScore(4, percent, 100 - percent, "qualified", 1, []);
        Assert.Equal(sure, ExpectedInformation.Of(ReviewSamples.Rubric, [Learned(Sure, [5])], total)!.Value, 6);
        Assert.Equal(unsure, ExpectedInformation.Of(ReviewSamples.Rubric, [Learned(Unsure, [1, 2, 3, 4, 5])], total)!.Value, 6);
    }

    [Fact]
    public void An_unsure_draft_goes_before_a_sure_low_one_and_an_automatic_failure_before_both()
    {
        var sample = ReviewSamples.Analysis(ReviewSamples.Conversation("c1"));
        var low = sample with { Total = sample.Total! with { Score = 1, AutoFails = [] }, Information = 0 };
        var unsure = low with { Total = low.Total! with { Score = 4.5 }, Information = 0.7 };
        var failed = low with { Total = low.Total! with { AutoFails = ["abuse"] } };
        Assert.True(ReviewQueue.PriorityOf(failed) > ReviewQueue.PriorityOf(unsure));
        Assert.True(ReviewQueue.PriorityOf(unsure) > ReviewQueue.PriorityOf(low));
    }

    private static DraftScore Learned(double[] probabilities, int[] set) => new()
    {
        Criterion = "friendly-tone",
        Score = 3,
        Probabilities = probabilities,
        PredictionSet = set,
        Source = DraftSource.Learned,
        Reason = new("理由", "reason"),
    };
}
