using QaAnalyzer.Reviews;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>A line of the form with what its markup needs.</summary>
internal sealed record LineView(ReviewLine Line, string Rubric, long Key, int Number, bool Locked, Sentence? Speaks = null)
{
    public DraftScore? Draft => Line.Draft as DraftScore;

    public Abstention? Abstention => Line.Draft as Abstention;

    /// <summary>Scores of the 90 % set; null without a calibrated scorer, and where every score is possible.</summary>
    public string? Set => Draft?.PredictionSet switch
    {
        [var only] => $"{only}",
        [var low, .., var high] => $"{low}–{high}",
        _ => null,
    };

    /// <summary>Changes whenever the decision does, so that scripts replace only what changed.</summary>
    public string Stamp => Line.Review?.Key.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "open";

    /// <summary><c>open</c> or the decision, as a style class and as the key of its name.</summary>
    public string State => Line.Review is { } review ? StateOf(review.Decision) : "open";

    public bool IsConfirmable => Line.IsAutoFail || Draft is not null || Abstention?.Kind == AbstentionKind.NotApplicable;

    public double Probability(int score) => Draft?.Probabilities.ElementAtOrDefault(score - 1) ?? 0;

    public bool IsConfirmed => Line.Review?.Decision == Decision.Confirmed;

    public bool IsNotApplicable => Line.Review?.Decision == Decision.NotApplicable;

    /// <summary>Marks the draft's score and those that the prediction set thinks likely.</summary>
    public string PickClass(int score) => $"{(Draft?.Score == score ? "draft" : "")} {(Draft?.PredictionSet?.Contains(score) == true ? "likely" : "")}";

    public bool IsChosen(int score) => Line.Review?.Score == score;

    private static string StateOf(Decision decision) => decision switch
    {
        Decision.Confirmed => "confirmed",
        Decision.Overridden => "overridden",
        Decision.Scored => "scored",
        Decision.NotApplicable => "not-applicable",
        _ => throw new InvalidOperationException($"{decision} is never in force"),
    };
}
