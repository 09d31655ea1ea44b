using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// Rows in, model out: features, five-fold cross-validation for calibration and thresholds, one model on all rows, then only the
/// features that decide something are kept.
/// </summary>
internal sealed class TaggerTrainer(PhraseMatcher phrases, TaggerSettings settings)
{
    /// <summary>Trains both speakers' parts, one per core.</summary>
    public TrainedTagger Train(IReadOnlyList<TrainingRow> rows)
    {
        var parts = new TrainedPart[2];
        Parallel.Invoke(
            () => parts[0] = TrainPart(Scoresheet.Agent, [.. rows.Where(r => r.Speaker == Speaker.Agent)], settings.AgentFeatures),
            () => parts[1] = TrainPart(Scoresheet.Customer, [.. rows.Where(r => r.Speaker == Speaker.Customer)], settings.CustomerFeatures));
        return new(settings, parts[0], parts[1]);
    }

    private TrainedPart TrainPart(Scoresheet sheet, IReadOnlyList<TrainingRow> rows, int mostFeatures)
    {
        var joined = JoinedRows.Of(rows, settings.JoinedShare, settings.Trainer.Seed).ToList();
        var table = FeatureTable.Of([.. rows, .. joined], sheet, phrases, settings.LeastCount);
        table = table.Only(Strongest(table, sheet, mostFeatures));

        var fold = FileFolds.Of([.. rows, .. joined]);
        var outOfFold = new float[rows.Count][];
        for (var f = 0; f < FileFolds.Count; f++)
        {
            var trainer = new LogisticTrainer(table.Hashes.Count, sheet.Columns, settings.Trainer);
            trainer.Train([.. table.Rows.Where((_, i) => fold[i] != f)]);
            for (var i = 0; i < rows.Count; i++)
            {
                if (fold[i] == f) trainer.Logits(table.Rows[i].Features, table.Rows[i].Whole, outOfFold[i] = new float[sheet.Columns]);
            }
        }

        var final = new LogisticTrainer(table.Hashes.Count, sheet.Columns, settings.Trainer);
        final.Train(table.Rows);
        var decisions = Enumerable.Range(0, sheet.Tags).Select(t => new[] { Fit(t, chinese: false), Fit(t, chinese: true) }).ToArray();
        return new(sheet, table.Hashes, final.Weights, decisions);

        TagDecision Fit(int tag, bool chinese) => TagDecision.Fit(
            [.. Enumerable.Range(0, rows.Count).Where(i => table.IsChinese[i] == chinese).Select(i => (outOfFold[i][tag], TagMask.Has(table.Rows[i].Tags, tag)))]);
    }

    /// <summary>Trains once on everything and keeps the features whose weights move scores most often and most.</summary>
    private HashSet<int> Strongest(FeatureTable table, Scoresheet sheet, int most)
    {
        if (table.Hashes.Count <= most) return [.. Enumerable.Range(0, table.Hashes.Count)];
        var trainer = new LogisticTrainer(table.Hashes.Count, sheet.Columns, settings.Trainer);
        trainer.Train(table.Rows);
        var counts = table.Counts();
        return [.. Enumerable.Range(0, table.Hashes.Count)
            .OrderByDescending(f => Largest(trainer.Weights.AsSpan(f * sheet.Columns, sheet.Tags)) * MathF.Sqrt(counts[f]))
            .ThenBy(f => f)
            .Take(most)];
    }

    private static float Largest(ReadOnlySpan<float> weights)
    {
        var largest = 0f;
        foreach (var weight in weights) largest = Math.Max(largest, Math.Abs(weight));
        return largest;
    }
}

/// <summary>What a tagger is built with.</summary>
internal sealed record TaggerSettings
{
    /// <summary>Features seen less often are left out.</summary>
    public int LeastCount { get; init; } = 2;

    /// <summary>Joined rows per row.</summary>
    public double JoinedShare { get; init; } = 0.6;

    public int AgentFeatures { get; init; } = 48_000;

    public int CustomerFeatures { get; init; } = 32_000;

    public TrainerOptions Trainer { get; init; } = new();
}

internal sealed record TrainedTagger(TaggerSettings Settings, TrainedPart Agent, TrainedPart Customer);

/// <summary>Features, weights and decisions of one speaker; decisions are indexed by tag, then 0 for other languages and 1 for Chinese.</summary>
internal sealed record TrainedPart(Scoresheet Sheet, IReadOnlyList<uint> Hashes, float[] Weights, TagDecision[][] Decisions);
