using Microsoft.ML;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.MlNet;

/// <summary>
/// Rows in, learners out: one binary learner per tag, on the rows of the tag's speaker; five-fold cross-validation for calibration and
/// thresholds, then one learner on all rows.
/// </summary>
internal sealed class MlNetTrainer(PhraseMatcher phrases)
{
    /// <summary>Joined rows as for the built-in engine.</summary>
    private static readonly TaggerSettings Settings = new();

    /// <summary>Tags are independent of each other: one per core.</summary>
    public IReadOnlyList<TrainedTag> Train(IReadOnlyList<TrainingRow> rows)
    {
        var agent = Table(Speaker.Agent, rows);
        var customer = Table(Speaker.Customer, rows);
        var trained = new TrainedTag[TagVocabulary.Text.Count];
        Parallel.For(0, trained.Length, tag => trained[tag] = Train(tag, tag < Scoresheet.Agent.Tags ? agent : customer));
        return trained;
    }

    private FeaturizedRows Table(Speaker speaker, IReadOnlyList<TrainingRow> rows)
    {
        List<TrainingRow> own = [.. rows.Where(r => r.Speaker == speaker)];
        List<TrainingRow> all = [.. own, .. JoinedRows.Of(own, Settings.JoinedShare, Settings.Trainer.Seed)];
        return FeaturizedRows.Of(all, own.Count, phrases);
    }

    private static TrainedTag Train(int tag, FeaturizedRows table)
    {
        var examples = table.Examples(tag);
        var outOfFold = new float[table.Real];
        for (var f = 0; f < FileFolds.Count; f++)
        {
            int[] held = [.. Enumerable.Range(0, table.Real).Where(i => table.Folds[i] == f)];
            if (held.Length == 0) continue;
            var learner = BinaryLearner.Fit([.. examples.Where((_, i) => table.Folds[i] != f)]);
            var scores = BinaryLearner.Score(learner, [.. held.Select(i => examples[i])]);
            for (var i = 0; i < held.Length; i++) outOfFold[held[i]] = scores[i];
        }

        var final = BinaryLearner.Fit(examples);
        return new(final, [.. final.Model.SubModel.Weights.Select((w, i) => (w, i)).Where(p => p.w != 0).Select(p => p.i)], [Fit(chinese: false), Fit(chinese: true)]);

        TagDecision Fit(bool chinese) => TagDecision.Fit(
            [.. Enumerable.Range(0, table.Real).Where(i => table.IsChinese[i] == chinese).Select(i => (outOfFold[i], examples[i].Label))]);
    }
}

/// <param name="Learner">Trained on all rows.</param>
/// <param name="Features">Features with a weight.</param>
/// <param name="Decisions">0 for other languages, 1 for Chinese.</param>
internal sealed record TrainedTag(ITransformer Learner, IReadOnlyList<int> Features, TagDecision[] Decisions);
