namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Which features of an utterance the weight table knows. Reused; not thread-safe.</summary>
internal sealed class KnownFeatures
{
    private int[] _rows = new int[256];
    private int[] _at = new int[256];
    private int _count;

    /// <summary>Rows of the weight table.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Which feature each row belongs to.</summary>
    public ReadOnlySpan<int> At => _at.AsSpan(0, _count);

    public void Find(FeatureIndex index, ReadOnlySpan<uint> hashes)
    {
        if (_rows.Length < hashes.Length) (_rows, _at) = (new int[hashes.Length * 2], new int[hashes.Length * 2]);
        var rows = _rows.AsSpan(0, hashes.Length);
        var at = _at.AsSpan(0, hashes.Length);
        var known = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            // Whether a feature is known cannot be foreseen, so there is no branch: an unknown one is written over by the next.
            var row = index.Find(hashes[i]);
            rows[known] = row;
            at[known] = i;
            known += row >= 0 ? 1 : 0;
        }

        _count = known;
    }
}
