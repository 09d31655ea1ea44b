namespace QaAnalyzer.Agreement;

/// <summary>The figures of agreement, in the order in which they are shown.</summary>
public enum Statistic
{
    /// <summary>Share of pairs with the same score.</summary>
    Exact,

    /// <summary>Share of pairs that differ by at most one.</summary>
    WithinOne,

    /// <summary>See <see cref="Agreement.WeightedKappa"/>.</summary>
    WeightedKappa,

    /// <summary>See <see cref="Agreement.KrippendorffAlpha"/>.</summary>
    KrippendorffAlpha,

    /// <summary>See <see cref="Agreement.GwetAc2"/>.</summary>
    GwetAc2,

    /// <summary>See <see cref="Agreement.Spearman"/>.</summary>
    Spearman,

    /// <summary>Mean of draft minus person, in points; between people there is none.</summary>
    MeanError,
}
