namespace QaAnalyzer.Agreement;

/// <summary>Found verdicts against labelled ones.</summary>
/// <param name="Name">The verdict.</param>
/// <param name="Positives">Labelled.</param>
/// <param name="Found">Given by the machine.</param>
/// <param name="Right">Both.</param>
public sealed record VerdictFigures(string Name, int Positives, int Found, int Right)
{
    /// <summary>0 when nothing was found.</summary>
    public double Precision => Found == 0 ? 0 : (double)Right / Found;

    public double Recall => Positives == 0 ? 0 : (double)Right / Positives;

    public double F1 => Right == 0 ? 0 : 2.0 * Right / (Found + Positives);

    public static VerdictFigures Of(string name, IEnumerable<(bool Label, bool Found)> rows)
    {
        var (positives, found, right) = (0, 0, 0);
        foreach (var row in rows)
        {
            if (row.Label) positives++;
            if (row.Found) found++;
            if (row.Label && row.Found) right++;
        }

        return new(name, positives, found, right);
    }
}
