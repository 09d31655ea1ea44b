namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>How a logit of one tag becomes a calibrated probability and a decision.</summary>
/// <param name="Slope">Probability is sigmoid(slope × logit + offset) (Platt, "Probabilistic outputs for support vector machines", 1999).</param>
/// <param name="Offset">See <paramref name="Slope"/>.</param>
/// <param name="Threshold">Probability from which the tag holds.</param>
/// <param name="F1">F1 at the threshold on the out-of-fold rows it was fitted on.</param>
internal sealed record TagDecision(float Slope, float Offset, float Threshold, float F1)
{
    private const int Steps = 60;

    /// <summary>Added to both sides of F1 counts: a tag with few rows gets no wild threshold.</summary>
    private const double Prior = 2;

    /// <summary>Training rows are richer in tags than real conversations, so a false alarm weighs this much more than it seems.</summary>
    private const double FalseAlarmWeight = 2;

    public float Probability(float logit) => Sigmoid.Of((Slope * logit) + Offset);

    /// <summary>Fits calibration and the threshold with the best F1 on out-of-fold logits.</summary>
    public static TagDecision Fit(IReadOnlyList<(float Logit, bool Holds)> rows)
    {
        if (!rows.Any(r => r.Holds)) return new(1, 0, 0.5f, 0);
        var (slope, offset) = Platt(rows);
        var fitted = new TagDecision((float)slope, (float)offset, 0.5f, 0);
        var (threshold, f1) = BestThreshold([.. rows.Select(r => (fitted.Probability(r.Logit), r.Holds))]);
        return fitted with { Threshold = threshold, F1 = f1 };
    }

    /// <summary>Newton's method on two parameters.</summary>
    private static (double Slope, double Offset) Platt(IReadOnlyList<(float Logit, bool Holds)> rows)
    {
        double a = 1, b = 0;
        for (var step = 0; step < Steps; step++)
        {
            double ga = 1e-3 * (a - 1), gb = 0, haa = 1e-3, hab = 0, hbb = 1e-9;
            foreach (var (logit, holds) in rows)
            {
                double p = Sigmoid.Of((float)((a * logit) + b));
                var error = p - (holds ? 1 : 0);
                var curve = Math.Max(p * (1 - p), 1e-9);
                ga += error * logit;
                gb += error;
                haa += curve * logit * logit;
                hab += curve * logit;
                hbb += curve;
            }

            var determinant = (haa * hbb) - (hab * hab);
            if (determinant <= 1e-12) break;
            var (da, db) = (((hbb * ga) - (hab * gb)) / determinant, ((haa * gb) - (hab * ga)) / determinant);
            a -= Math.Clamp(da, -0.5, 0.5);
            b -= Math.Clamp(db, -0.5, 0.5);
            if (Math.Abs(da) + Math.Abs(db) < 1e-7) break;
        }

        return (a, b);
    }

    private static (float Threshold, float F1) BestThreshold(List<(float Probability, bool Holds)> rows)
    {
        rows.Sort((x, y) => y.Probability.CompareTo(x.Probability));
        var positives = rows.Count(r => r.Holds);
        var (best, threshold, hits) = (0.0, 0.5f, 0);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Holds) hits++;
            if (i + 1 < rows.Count && rows[i + 1].Probability == rows[i].Probability) continue;
            var f1 = 2.0 * hits / (hits + (FalseAlarmWeight * (i + 1 - hits)) + positives + (2 * Prior));
            if (f1 <= best) continue;
            best = f1;
            threshold = i + 1 < rows.Count ? (rows[i].Probability + rows[i + 1].Probability) / 2 : rows[i].Probability;
        }

        return (Math.Clamp(threshold, 0.05f, 0.9f), (float)best);
    }
}
