using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.Learning;

/// <summary>Reviewed conversations as lessons for one rubric, on all cores, in order.</summary>
internal sealed class LessonReader(AnalysisPipeline pipeline, NeutralWords neutral, MoodReader? moods)
{
    private readonly string[] _criteria = [.. pipeline.Rubric.Criteria.Where(c => c.NotAssessable is null).Select(c => c.Id)];

    /// <summary>Criteria in the order of the scores of a lesson.</summary>
    public IReadOnlyList<string> Criteria => _criteria;

    /// <summary>Conversations without a score for this rubric are left out, and those whose signals a failed detector left incomplete.</summary>
    public IReadOnlyList<Lesson> Read(IEnumerable<Conversation> conversations)
    {
        using var readings = new ThreadLocal<ConversationReading>(() => new(neutral, moods));
        return [.. conversations.AsParallel().AsOrdered().Select(c => Read(c, readings.Value!)).OfType<Lesson>()];
    }

    private Lesson? Read(Conversation conversation, ConversationReading reading)
    {
        var reviews = conversation.Reviews.Select(r => ScoresOf(r)).Where(s => s.Any(v => !double.IsNaN(v))).ToArray();
        if (reviews.Length == 0) return null;
        if (pipeline.Read(conversation) is not { } context || pipeline.Neutral(context, neutral) is not { } tagged) return null;
        reading.Read(context, tagged);
        return new()
        {
            Conversation = conversation.Id,
            Group = Lesson.GroupOf(context.Conversation),
            Circumstances = [.. reading.Circumstances],
            Course = [.. reading.Course],
            Tags = [.. reading.Tags],
            Grams = reading.Grams.ToArray(),
            Reviews = reviews,
        };
    }

    private double[] ScoresOf(PastReview review) => [.. _criteria.Select(c => review.Scores.TryGetValue(c, out var score) && score is >= 1 and <= 5 ? score : double.NaN)];
}
