using System.Globalization;

namespace QaAnalyzer.App.Pages.Scorers;

/// <summary>Figures of learning as people read them.</summary>
internal static class LearningText
{
    /// <summary>Mean absolute error in points, or how much smaller one is, with its sign.</summary>
    public static string Error(double value, bool isSigned) => value.ToString(isSigned ? "+0.00;−0.00;0.00" : "0.00", CultureInfo.InvariantCulture);
}
