using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Signals.Text;

/// <summary>What the text detector thinks of one tag for one utterance, and why.</summary>
/// <param name="Tag">Tag id.</param>
/// <param name="Holds">Final verdict.</param>
/// <param name="Probability">Of the classifier; of the phrase list when there is no classifier.</param>
/// <param name="Threshold">Probability from which the tag holds.</param>
/// <param name="Phrases">Phrases that matched, as their lists write them.</param>
/// <param name="Parts">Strongest features of the classifier.</param>
public sealed record TagVerdict(string Tag, bool Holds, double Probability, double Threshold, IReadOnlyList<string> Phrases, IReadOnlyList<ExplainedPart> Parts)
{
    /// <summary>Tags near enough to holding to be worth a line.</summary>
    private const float WorthShowing = 0.1f;

    private const int PartsShown = 8;

    /// <summary>Verdicts for every tag that holds, nearly holds, or whose phrase list matched; surest first.</summary>
    public static IReadOnlyList<TagVerdict> Of(string phraseFolder, ITagClassifier? classifier, Speaker speaker, string text, string? context)
    {
        var workspace = new TextWorkspace(PhraseMatcher.Load(phraseFolder), classifier);
        var verdicts = workspace.Judge(speaker, text, context);
        return
        [
            .. Enumerable.Range(0, TagVocabulary.Text.Count)
                .Where(t => TagMask.Has(verdicts.Found | verdicts.Phrases, t) || workspace.Probability(t) >= WorthShowing)
                .Select(t => new TagVerdict(
                    TagVocabulary.Text[t],
                    TagMask.Has(verdicts.Found, t),
                    workspace.HasClassifier ? workspace.Probability(t) : workspace.BestMatch(t).Phrase.Probability,
                    workspace.Threshold(t),
                    workspace.MatchesOf(t),
                    Strongest(workspace.Explain(t, int.MaxValue).Parts)))
                .OrderByDescending(v => v.Holds).ThenByDescending(v => v.Probability),
        ];
    }

    /// <summary>The same words in several places or kinds of feature count as one.</summary>
    private static List<ExplainedPart> Strongest(IReadOnlyList<ExplainedPart> parts) =>
    [
        .. parts.GroupBy(p => p.Words, StringComparer.Ordinal)
            .Select(g => new ExplainedPart(g.Key, Math.Round(g.Sum(p => p.Weight), 3)))
            .OrderByDescending(p => Math.Abs(p.Weight))
            .Take(PartsShown),
    ];
}
