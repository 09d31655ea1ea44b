using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Fitting;

/// <summary>Where the grams of a conversation stand in a table of weights: looked up once, for score and reasons. Reused; not thread-safe.</summary>
internal sealed class GramRows
{
    private int[] _rows = [];
    private int _count;

    /// <summary>The row of each gram, -1 for one that is not known.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    public void Set(GramWeights weights, ReadOnlySpan<Gram> grams)
    {
        if (_rows.Length < grams.Length) _rows = new int[grams.Length * 2];
        _count = grams.Length;
        for (var g = 0; g < grams.Length; g++) _rows[g] = weights.Index.Find(grams[g].Hash);
    }
}
