namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Collects the feature hashes of one utterance. Reused, so that nothing is allocated in steady state.</summary>
internal struct FeatureBuffer() : IFeatureSink
{
    private uint[] _hashes = new uint[2048];

    public int Count { get; private set; }

    public readonly ReadOnlySpan<uint> Hashes => _hashes.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(uint hash, int first, int last)
    {
        if (Count == _hashes.Length) Array.Resize(ref _hashes, Count * 2);
        _hashes[Count++] = hash;
    }
}
