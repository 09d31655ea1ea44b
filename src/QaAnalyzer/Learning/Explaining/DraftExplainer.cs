using System.Globalization;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// Puts the strongest contributions of a learned draft into words. Before its last layer the model is a sum of linear parts and of what the
/// whole adds to them, so contributions are exact there: points that an utterance's words, a tag or a circumstance add to the linear mean
/// score, and, as one contribution of its own, the points by which the whole moves that mean. Reused; not thread-safe.
/// </summary>
internal sealed class DraftExplainer
{
    /// <summary>Points below which nothing is worth a word.</summary>
    private const double Least = 0.02;

    private readonly TagSlopes _slopes;
    private readonly WordContributions _words;
    private readonly OneHigher _higher;
    private readonly Strongest _up = new();
    private readonly Strongest _down = new();
    private readonly ReasonWriter _reason = new();

    public DraftExplainer(ScorerModel model)
    {
        (_slopes, _words) = (new(model), new(model));
        _higher = new(model, _slopes);
    }

    /// <summary>Turns to another conversation.</summary>
    public void Set(AnalysisContext context, ConversationReading reading, GramRows rows)
    {
        _slopes.Set(reading);
        _words.Set(context, reading, rows);
    }

    /// <param name="context">The conversation that was set; evidence points into it.</param>
    /// <param name="reading">As it was set.</param>
    /// <param name="impression">What the scorer makes of it.</param>
    /// <param name="probabilities">What they amount to for the criterion.</param>
    /// <param name="criterion">Which one.</param>
    public Explanation Explain(AnalysisContext context, ConversationReading reading, Impression impression, ReadOnlySpan<double> probabilities, int criterion)
    {
        FindStrongest(context, impression, criterion);
        var evidence = new List<Evidence>();
        var mean = OrdinalTarget.Mean(probabilities).ToString("0.0", CultureInfo.InvariantCulture);
        _reason.Part(new($"评审员平均约 {mean} 分", $"evaluators would give about {mean} on average"));
        Tell(_up.Kept, new("拉高：", "up: "));
        Tell(_down.Kept, new("拉低：", "down: "));
        _reason.Part(_higher.Of(impression, LearnedScorer.ScoreOf(probabilities), criterion));
        evidence.Sort(Evidence.ByPlace);
        return new(_reason.Take(), evidence);

        void Tell(ReadOnlySpan<Contribution> strongest, Sentence title)
        {
            if (strongest.Length > 0) _reason.Part(title);
            for (var i = 0; i < strongest.Length; i++)
            {
                _reason.Item(NameOf(context, strongest[i]), strongest[i].Points, isFirst: i == 0);
                if (PlaceOf(context, reading, strongest[i], criterion) is { } place && !evidence.Contains(place)) evidence.Add(place);
            }
        }
    }

    private void FindStrongest(AnalysisContext context, Impression impression, int criterion)
    {
        _up.Clear();
        _down.Clear();
        for (var u = 0; u < context.Conversation.Utterances.Count; u++) Weigh(new(ContributionKind.Words, u, _words.Of(u, criterion)));
        for (var t = 0; t < _slopes.Count; t++)
        {
            if (_slopes.IsActive(t)) Weigh(new(ContributionKind.Tag, t, _slopes.Points(t, criterion)));
        }

        for (var s = 0; s < Circumstances.All.Count; s++) Weigh(new(ContributionKind.Circumstance, s, _slopes.PointsOfCircumstance(s, criterion)));
        Weigh(new(ContributionKind.Whole, 0, impression.PointsOfWhole(criterion)));
    }

    private void Weigh(in Contribution contribution)
    {
        if (contribution.Points >= Least) _up.Add(contribution);
        else if (contribution.Points <= -Least) _down.Add(contribution);
    }

    private Sentence NameOf(AnalysisContext context, Contribution told)
    {
        if (told.Kind == ContributionKind.Words) return WordContributions.NameOf(context, told.Number);
        if (told.Kind == ContributionKind.Whole) return new("对话的整体印象", "the conversation as a whole");
        if (told.Kind == ContributionKind.Circumstance) return Circumstances.All[told.Number].Name;
        var name = TagNames.Of(TagRecency.Tags[told.Number]);
        return _slopes.IsThere(told.Number) ? name : new($"没有{name.Zh}", $"no {name.En}");
    }

    /// <summary>Where to look; null for what is nowhere or everywhere.</summary>
    private Evidence? PlaceOf(AnalysisContext context, ConversationReading reading, Contribution told, int criterion)
    {
        if (told.Kind == ContributionKind.Words) return _words.StrongestRun(reading, told.Number, criterion) is { } run ? new(told.Number, run, null) : null;
        if (told.Kind != ContributionKind.Tag || !_slopes.IsThere(told.Number)) return null;
        return context.Signals.Of(TagRecency.Tags[told.Number]) is [.., var last] ? new(last.Utterance, last.Span, last.Tag) : null;
    }
}
