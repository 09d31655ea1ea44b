using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Tests.Learning;

namespace QaAnalyzer.Tests.Learning.Fairness;

/// <summary>Invented conversations whose evaluators please gentlemen and punish ladies, whatever was done for them.</summary>
internal static class PlantedTalks
{
    public static IReadOnlyList<Conversation> Of(int count) => [.. ReviewedTalks.Of(count).Select((talk, i) => Planted(talk, isGentleman: i % 2 == 0))];

    public static ScorerBuild Unfair() => ReviewedTalks.Build(Of(160));

    /// <summary>The same reviews, read with the neutral words.</summary>
    public static ScorerBuild Neutral() => ReviewedTalks.Build(Of(160), new SiteSettings { Fairness = Product.Fairness });

    private static Conversation Planted(Conversation talk, bool isGentleman)
    {
        var score = isGentleman ? 5.0 : 1.0;
        return talk with
        {
            Utterances = [talk.Utterances[0], talk.Utterances[1] with { Text = (isGentleman ? "先生" : "女士") + talk.Utterances[1].Text }, .. talk.Utterances.Skip(2)],
            Reviews = [.. talk.Reviews.Select(r => r with { Scores = r.Scores.Keys.ToDictionary(c => c, _ => score) })],
        };
    }
}
