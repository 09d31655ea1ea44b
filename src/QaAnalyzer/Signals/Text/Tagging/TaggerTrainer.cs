using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Rows in, model out: features, five-fold cross-validation for calibration and thresholds, then one model on all rows.</summary>
internal sealed class TaggerTrainer(PhraseMatcher phrases, TaggerSettings settings)
{
    private const int Folds = 5;

    /// <summary>Trains both speakers' parts, one per core.</summary>
    public TrainedTagger Train(IReadOnlyList<TrainingRow> rows)
    {
        var parts = new TrainedPart[2];
        Parallel.Invoke(
            () => parts[0] = TrainPart(Scoresheet.Agent, [.. rows.Where(r => r.Speaker == Speaker.Agent)]),
            () => parts[1] = TrainPart(Scoresheet.Customer, [.. rows.Where(r => r.Speaker == Speaker.Customer)]));
        return new(settings, parts[0], parts[1]);
    }

    private TrainedPart TrainPart(Scoresheet sheet, IReadOnlyList<TrainingRow> rows)
    {
        var features = Features(sheet, rows, out var chinese);
        var outOfFold = new float[rows.Count][];
        for (var fold = 0; fold < Folds; fold++)
        {
            var trainer = new LogisticTrainer(settings.Bits, sheet.Columns, settings.Trainer);
            trainer.Train([.. features.Where((_, i) => i % Folds != fold)]);
            for (var i = fold; i < rows.Count; i += Folds) trainer.Logits(features[i], outOfFold[i] = new float[sheet.Columns]);
        }

        var final = new LogisticTrainer(settings.Bits, sheet.Columns, settings.Trainer);
        final.Train(features);
        var decisions = Enumerable.Range(0, sheet.Tags)
            .Select(t => new[] { TagDecision.Fit(OutOfFold(t, zh: false)), TagDecision.Fit(OutOfFold(t, zh: true)) })
            .ToArray();
        return new(sheet, final.Weights, decisions);

        List<(float Logit, bool Holds)> OutOfFold(int tag, bool zh) =>
            [.. Enumerable.Range(0, rows.Count).Where(i => chinese[i] == zh).Select(i => (outOfFold[i][tag], TagMask.Has(features[i].Tags, tag)))];
    }

    private List<LabelledFeatures> Features(Scoresheet sheet, IReadOnlyList<TrainingRow> rows, out bool[] chinese)
    {
        var (text, context) = (new NormalizedText(), new NormalizedText());
        var extractor = new FeatureExtractor();
        var scratch = new PhraseScratch();
        var buffer = new FeatureBuffer(settings.Bits);
        var all = new List<LabelledFeatures>(rows.Count);
        chinese = new bool[rows.Count];
        foreach (var row in rows)
        {
            text.Set(row.Text);
            context.Set(row.Context);
            var matched = phrases.Tags(text, row.Context.Length > 0 ? row.Context : null, row.Speaker, scratch);
            buffer.Clear();
            extractor.Extract(new TagInput(row.Speaker, text, context, matched), ref buffer);
            chinese[all.Count] = extractor.IsChinese;
            all.Add(new(buffer.Rows[..buffer.Count], LinearTagger.Scale(buffer.Count, settings.Trainer.LengthPower), row.Tags >> sheet.FirstTag));
        }

        return all;
    }
}

/// <summary>What a tagger is built with.</summary>
internal sealed record TaggerSettings
{
    /// <summary>Features are hashed into 2^bits table rows per speaker.</summary>
    public int Bits { get; init; } = 16;

    public TrainerOptions Trainer { get; init; } = new();
}

internal sealed record TrainedTagger(TaggerSettings Settings, TrainedPart Agent, TrainedPart Customer);

/// <summary>Weights and decisions of one speaker; decisions are indexed by tag, then 0 for other languages and 1 for Chinese.</summary>
internal sealed record TrainedPart(Scoresheet Sheet, float[] Weights, TagDecision[][] Decisions);
