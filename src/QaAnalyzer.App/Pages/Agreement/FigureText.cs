using System.Globalization;
using QaAnalyzer.Agreement;

namespace QaAnalyzer.App.Pages.Agreement;

/// <summary>Figures of agreement as people read them: shares in percent, coefficients with two places, errors with their sign.</summary>
internal static class FigureText
{
    public static string Value(Statistic statistic, double value) => value.ToString(
        StatisticName.IsShare(statistic) ? "0%" : statistic == Statistic.MeanError ? "+0.00;−0.00;0.00" : "0.00;−0.00", CultureInfo.InvariantCulture);

    public static string Interval(Statistic statistic, Estimate estimate) => $"{Value(statistic, estimate.Low)} … {Value(statistic, estimate.High)}";

    /// <summary>Points with their sign.</summary>
    public static string Points(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    public static string Points(Estimate estimate) => $"{Points(estimate.Low)} … {Points(estimate.High)}";

    /// <summary>Percentage points with their sign.</summary>
    public static string Percent(double value) => (value * 100).ToString("+0;−0;0", CultureInfo.InvariantCulture);
}
