using System.Globalization;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// Puts the strongest contributions of a learned draft into words. The model is linear up to its last layer, so contributions are exact
/// there: points that an utterance's words, a tag or a circumstance add to the mean score.
/// </summary>
internal sealed class DraftExplainer(ScorerModel model)
{
    private const int Named = 3;

    /// <summary>Points below which nothing is worth a word.</summary>
    private const double Least = 0.02;

    /// <summary>One explanation per criterion.</summary>
    public Explanation[] Explain(AnalysisContext context, ConversationReading reading, double[] outputs)
    {
        var slopes = new TagSlopes(model, reading);
        var words = new WordContributions(model, context, reading);
        var dense = model.Scale.Dense(reading.Circumstances, reading.Tags);
        return [.. Enumerable.Range(0, model.Criteria.Count).Select(k =>
        {
            List<Contribution> all = [.. words.Of(k), .. Tags(context, reading, slopes, k), .. Shape(dense, k)];
            return Worded(k, outputs, all, OneHigher.Of(model, reading, slopes, outputs, k));
        })];
    }

    private Explanation Worded(int criterion, double[] outputs, List<Contribution> all, Sentence higher)
    {
        var up = Told(all.Where(c => c.Points >= Least).OrderByDescending(c => c.Points));
        var down = Told(all.Where(c => c.Points <= -Least).OrderBy(c => c.Points));
        var mean = OrdinalTarget.Mean(model.Probabilities(outputs, criterion)).ToString("0.0", CultureInfo.InvariantCulture);
        var reason = Sentence.Join([
            new($"评审员平均约 {mean} 分", $"evaluators would give about {mean} on average"),
            Listed(up, "拉高：", "up: "),
            Listed(down, "拉低：", "down: "),
            higher,
        ]);
        return new(reason, [.. up.Concat(down).SelectMany(c => c.Words.Evidence).Distinct().OrderBy(e => e.Utterance).ThenBy(e => e.Span.Start).ThenBy(e => e.Span.End).ThenBy(e => e.Tag, StringComparer.Ordinal)]);
    }

    private IEnumerable<Contribution> Tags(AnalysisContext context, ConversationReading reading, TagSlopes slopes, int criterion)
    {
        for (var t = 0; t < TagRecency.Tags.Count; t++)
        {
            if (model.Scale.Tags[t].Factor <= 0) continue;
            var (tag, isThere) = (TagRecency.Tags[t], reading.Tags[t] > 0);
            yield return new(slopes.Points(t, criterion), () => Tag(context, tag, isThere));
        }
    }

    private static Reasoned Tag(AnalysisContext context, string tag, bool isThere)
    {
        var name = TagNames.Of(tag);
        return isThere
            ? new(name, [.. context.Signals.Of(tag).TakeLast(1).Select(s => new Evidence(s.Utterance, s.Span, s.Tag))])
            : new(new($"没有{name.Zh}", $"no {name.En}"), []);
    }

    private IEnumerable<Contribution> Shape(float[] dense, int criterion)
    {
        for (var s = 0; s < Circumstances.All.Count; s++)
        {
            var (sum, name) = (0.0, Circumstances.All[s].Name);
            for (var c = 0; c < OrdinalTarget.Cuts; c++) sum -= dense[1 + s] * model.DenseWeights[((1 + s) * model.Columns) + (criterion * OrdinalTarget.Cuts) + c];
            yield return new(sum, () => new(name, []));
        }
    }

    private static List<(double Points, Reasoned Words)> Told(IOrderedEnumerable<Contribution> strongest) => [.. strongest.Take(Named).Select(c => (c.Points, c.Reasoned()))];

    private static Sentence Listed(List<(double Points, Reasoned Words)> some, string zh, string en) => some.Count == 0 ? Sentence.Empty : new(
        zh + string.Join('、', some.Select(c => $"{c.Words.Name.Zh}（{Points(c.Points)}）")),
        en + string.Join(", ", some.Select(c => $"{c.Words.Name.En} ({Points(c.Points)})")));

    private static string Points(double points) => points.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);
}
