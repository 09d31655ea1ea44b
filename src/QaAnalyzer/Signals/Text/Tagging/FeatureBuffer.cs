namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Collects the features of one utterance with the units they cover. Reused, so that nothing is allocated in steady state.</summary>
internal struct FeatureBuffer() : IFeatureSink
{
    private readonly uint[] _whole = new uint[128];
    private uint[] _hashes = new uint[2048];
    private (int First, int Last)[] _places = new (int, int)[2048];
    private int _count;
    private int _wholeCount;

    /// <summary>Features of places in the text and its context.</summary>
    public readonly ReadOnlySpan<uint> Hashes => _hashes.AsSpan(0, _count);

    /// <summary>First and last unit that each of <see cref="Hashes"/> covers; -1 for context.</summary>
    public readonly ReadOnlySpan<(int First, int Last)> Places => _places.AsSpan(0, _count);

    /// <summary>Features of the whole utterance.</summary>
    public readonly ReadOnlySpan<uint> Whole => _whole.AsSpan(0, _wholeCount);

    public void Clear() => (_count, _wholeCount) = (0, 0);

    public void Add(uint hash, int first, int last)
    {
        if (_count == _hashes.Length)
        {
            Array.Resize(ref _hashes, _count * 2);
            Array.Resize(ref _places, _count * 2);
        }

        _places[_count] = (first, last);
        _hashes[_count++] = hash;
    }

    public void AddWhole(uint hash) => _whole[_wholeCount++] = hash;
}
