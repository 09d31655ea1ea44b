using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning;

/// <summary>A conversation with what people gave it: one example for the scorer.</summary>
internal sealed record Lesson
{
    /// <summary>Conversation id.</summary>
    public required string Conversation { get; init; }

    /// <summary>Channel and language, for calibration.</summary>
    public required string Group { get; init; }

    public required double[] Circumstances { get; init; }

    /// <summary>See <see cref="MoodCourse"/>.</summary>
    public double[] Course { get; init; } = [.. Enumerable.Repeat(double.NaN, MoodCourse.Numbers)];

    public required double[] Tags { get; init; }

    public required Gram[] Grams { get; init; }

    /// <summary>Evaluators × criteria of the rubric, 1–5; NaN where an evaluator left a criterion out.</summary>
    public required double[][] Reviews { get; init; }

    /// <summary>The scores that its evaluators gave for a criterion.</summary>
    public double[] Scores(int criterion) => [.. Reviews.Select(r => r[criterion]).Where(s => !double.IsNaN(s))];

    /// <summary>The same with one evaluator, chosen by the conversation's id: what a centre has.</summary>
    public Lesson WithOneEvaluator() => this with { Reviews = [Reviews[Hash.Of(Conversation) % (uint)Reviews.Length]] };

    /// <summary>Calibration is kept apart for chats and calls, Chinese and other languages.</summary>
    public static string GroupOf(Conversation conversation) =>
        conversation.Channel.ToString().ToLowerInvariant() + (conversation.IsChinese() ? "-zh" : "-other");
}
