namespace QaAnalyzer.Agreement;

/// <summary>How well raters agree over a number of conversations.</summary>
/// <param name="Count">Conversations with at least one pair of raters.</param>
/// <param name="Estimates">A figure that is undefined is missing; below <see cref="Enough"/> conversations all are.</param>
public sealed record AgreementFigures(int Count, IReadOnlyDictionary<Statistic, Estimate> Estimates)
{
    /// <summary>Fewer conversations give no figure: its interval would be wider than what it says.</summary>
    public const int Enough = 50;

    public static AgreementFigures None { get; } = new(0, new Dictionary<Statistic, Estimate>());

    public bool IsEnough => Count >= Enough;

    public Estimate? this[Statistic statistic] => Estimates.GetValueOrDefault(statistic);

    /// <param name="conversations">See <see cref="RatingSums"/>.</param>
    /// <param name="seed">Of the bootstrap.</param>
    internal static AgreementFigures Of(IReadOnlyList<double[]> conversations, ulong seed)
    {
        var count = conversations.Count(c => c[RatingSums.Paired] > 0);
        if (count < Enough) return None with { Count = count };

        var whole = new double[RatingSums.Length];
        foreach (var each in conversations)
        {
            for (var i = 0; i < whole.Length; i++) whole[i] += each[i];
        }

        var resampled = Bootstrap.Sums(conversations, seed).Select(Of).ToList();
        var values = Of(whole);
        var estimates = Enum.GetValues<Statistic>()
            .Select(s => (Statistic: s, Estimate: Estimate.Of(values[(int)s], resampled.Select(r => r[(int)s]))))
            .Where(e => e.Estimate is not null)
            .ToDictionary(e => e.Statistic, e => e.Estimate!);
        return new(count, estimates);
    }

    /// <summary>All statistics of one set of sums by their number; NaN where one is undefined.</summary>
    internal static double[] Of(double[] sums)
    {
        ReadOnlySpan<double> pairs = sums.AsSpan(RatingSums.Pairs);
        double exact = 0, withinOne = 0;
        for (var i = 0; i < pairs.Length; i++)
        {
            var apart = Math.Abs((i / RatingSums.Scores) - (i % RatingSums.Scores));
            if (apart == 0) exact += pairs[i];
            if (apart <= 1) withinOne += pairs[i];
        }

        var paired = sums[RatingSums.Paired];
        return
        [
            exact / paired,
            withinOne / paired,
            WeightedKappa.Of(pairs),
            KrippendorffAlpha.Of(sums.AsSpan(RatingSums.Coincidences)),
            GwetAc2.Of(pairs, sums.AsSpan(RatingSums.Shares), sums[RatingSums.Rated]),
            Spearman.Of(pairs),
            sums[RatingSums.Error] / paired,
        ];
    }
}
