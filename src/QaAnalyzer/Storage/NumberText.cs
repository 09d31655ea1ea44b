using System.Globalization;

namespace QaAnalyzer.Storage;

/// <summary>Numbers in a column, separated by commas, each as short as it comes back the same: <c>.0008,.0397,.519,0</c>.</summary>
internal static class NumberText
{
    public static ReadOnlySpan<char> Write(IReadOnlyList<double> numbers)
    {
        var text = Characters.Empty();
        for (var i = 0; i < numbers.Count; i++)
        {
            if (i > 0) text.Add(',');
            text.Add(numbers[i]);
        }

        return text.Text;
    }

    public static double[] Read(string text) => text.Length == 0 ? [] : [.. text.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
}
