namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// Cross-validation by file: rows of one file share scenes and a hand, so folds by file tell how a tagger does on somebody else's words.
/// </summary>
internal static class FileFolds
{
    public const int Count = 5;

    /// <summary>Fold of each row, below <see cref="Count"/>.</summary>
    public static int[] Of(IReadOnlyList<TrainingRow> rows)
    {
        var files = rows.Select(r => r.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((file, i) => (file, i)).ToDictionary(p => p.file, p => p.i % Count, StringComparer.Ordinal);
        return [.. rows.Select(r => files[r.Source])];
    }
}
