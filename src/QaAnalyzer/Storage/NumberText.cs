using System.Globalization;

namespace QaAnalyzer.Storage;

/// <summary>Numbers in a column, separated by commas, each as short as it comes back the same: <c>.0008,.0397,.519,0</c>.</summary>
internal static class NumberText
{
    private const int LongestNumber = 32;

    public static string Write(IReadOnlyList<double> numbers)
    {
        Span<char> text = numbers.Count <= 16 ? stackalloc char[16 * LongestNumber] : new char[numbers.Count * LongestNumber];
        var length = 0;
        for (var i = 0; i < numbers.Count; i++)
        {
            if (i > 0) text[length++] = ',';
            length += Write(numbers[i], text[length..]);
        }

        return new(text[..length]);
    }

    public static double[] Read(string text) => text.Length == 0 ? [] : [.. text.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    /// <summary>Writes one number and returns its length; the zero before a decimal point is left out.</summary>
    public static int Write(double number, Span<char> to)
    {
        number.TryFormat(to, out var length, "R", CultureInfo.InvariantCulture);
        if (length < 3 || to[0] != '0' || to[1] != '.') return length;
        to[1..length].CopyTo(to);
        return length - 1;
    }
}
