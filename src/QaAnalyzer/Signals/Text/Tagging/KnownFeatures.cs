namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Which features of an utterance the weight table knows. Reused; not thread-safe.</summary>
internal sealed class KnownFeatures
{
    private int[] _rows = new int[256];
    private int[] _at = new int[256];
    private uint[] _entries = new uint[256];
    private int _count;

    /// <summary>Rows of the weight table.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Which feature each row belongs to.</summary>
    public ReadOnlySpan<int> At => _at.AsSpan(0, _count);

    public void Find(FeatureIndex index, ReadOnlySpan<uint> hashes)
    {
        if (_rows.Length < hashes.Length) (_rows, _at, _entries) = (new int[hashes.Length * 2], new int[hashes.Length * 2], new uint[hashes.Length * 2]);
        for (var i = 0; i < hashes.Length; i++) _entries[i] = index.FirstEntry(hashes[i]);
        var known = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            var row = index.Find(hashes[i], _entries[i]);
            if (row < 0) continue;
            _at[known] = i;
            _rows[known++] = row;
        }

        _count = known;
    }
}
