namespace QaAnalyzer.Learning.Features;

/// <summary>
/// Circumstances and tags as standardised features, with every product of a circumstance and a tag: an apology in a single answer is not
/// an apology after ten. A feature that never varies in training is switched off.
/// </summary>
/// <param name="Circumstances">Mean and factor of each circumstance.</param>
/// <param name="Tags">Mean and factor of each tag.</param>
internal sealed record DenseScale(Standard[] Circumstances, Standard[] Tags)
{
    /// <summary>Share of the three groups in the regularised whole; each view of the words has 1.</summary>
    private const double CircumstanceMass = 0.3, TagMass = 0.3, PairMass = 0.6;

    /// <summary>A constant, circumstances, tags, and pairs in the order of circumstances.</summary>
    public int Width => 1 + Circumstances.Length + Tags.Length + (Circumstances.Length * Tags.Length);

    public int TagAt(int tag) => 1 + Circumstances.Length + tag;

    public int PairAt(int circumstance, int tag) => 1 + Circumstances.Length + Tags.Length + (circumstance * Tags.Length) + tag;

    public static DenseScale Of(IReadOnlyList<(double[] Circumstances, double[] Tags)> examples) =>
        new(Standardize([.. examples.Select(e => e.Circumstances)]), Standardize([.. examples.Select(e => e.Tags)]));

    public float[] Dense(double[] circumstances, double[] tags)
    {
        var dense = new float[Width];
        Fill(circumstances, tags, dense);
        return dense;
    }

    public void Fill(ReadOnlySpan<double> circumstances, ReadOnlySpan<double> tags, Span<float> dense)
    {
        var (shapes, signs) = (Active(Circumstances), Active(Tags));
        var ofShape = (float)Math.Sqrt(CircumstanceMass / shapes);
        var ofTag = (float)Math.Sqrt(TagMass / signs);
        var ofPair = (float)(Math.Sqrt(PairMass / shapes / signs) / ofShape / ofTag);
        dense[0] = 1;
        for (var s = 0; s < Circumstances.Length; s++) dense[1 + s] = ofShape * Circumstances[s].Of(circumstances[s]);
        for (var t = 0; t < Tags.Length; t++) dense[TagAt(t)] = ofTag * Tags[t].Of(tags[t]);
        var at = PairAt(0, 0);
        for (var s = 0; s < Circumstances.Length; s++)
        {
            for (var t = 0; t < Tags.Length; t++) dense[at++] = ofPair * dense[1 + s] * dense[TagAt(t)];
        }
    }

    private static int Active(Standard[] standards)
    {
        var active = 0;
        foreach (var standard in standards) active += standard.Factor > 0 ? 1 : 0;
        return Math.Max(1, active);
    }

    private static Standard[] Standardize(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => Standard.Fit([.. rows.Select(r => r[i])]))];
}

/// <summary>Shift and stretch of one number, with a limit so that no outlier decides alone.</summary>
internal readonly record struct Standard(double Mean, double Factor)
{
    private const double Limit = 3;

    /// <summary>Numbers that fewer examples share are chance.</summary>
    private const int LeastVarying = 5;

    public static Standard Fit(double[] values)
    {
        var known = values.Where(v => !double.IsNaN(v)).ToArray();
        if (known.Length == 0) return default;
        var mean = known.Average();
        var deviation = Math.Sqrt(known.Average(v => (v - mean) * (v - mean)));
        var usual = known.GroupBy(v => v).Max(g => g.Count());
        return deviation < 1e-9 || known.Length - usual < LeastVarying ? new(mean, 0) : new(mean, 1 / deviation);
    }

    public float Of(double value) => double.IsNaN(value) ? 0 : (float)Math.Clamp((value - Mean) * Factor, -Limit, Limit);
}
