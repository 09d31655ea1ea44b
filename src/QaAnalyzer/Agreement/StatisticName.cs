namespace QaAnalyzer.Agreement;

/// <summary>Statistics as commands, addresses and texts name them.</summary>
public static class StatisticName
{
    public static string Of(Statistic statistic) => statistic switch
    {
        Statistic.Exact => "exact",
        Statistic.WithinOne => "within-one",
        Statistic.WeightedKappa => "weighted-kappa",
        Statistic.KrippendorffAlpha => "krippendorff-alpha",
        Statistic.GwetAc2 => "gwet-ac2",
        Statistic.Spearman => "spearman",
        Statistic.MeanError => "mean-error",
        _ => throw new InvalidOperationException($"statistic {statistic}"),
    };

    /// <summary>True for shares, which are shown in percent.</summary>
    public static bool IsShare(Statistic statistic) => statistic is Statistic.Exact or Statistic.WithinOne;
}
