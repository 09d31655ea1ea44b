namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Collects the features of one utterance with the units they cover. Reused, so that nothing is allocated in steady state.</summary>
internal sealed class FeatureBuffer
{
    private readonly uint[] _whole = new uint[128];
    private uint[] _hashes = new uint[2048];

    /// <summary>Units are numbered up to the <see cref="FeatureExtractor"/>'s 4,000, which fit.</summary>
    private (short First, short Last)[] _places = new (short, short)[2048];
    private int _count;
    private int _wholeCount;

    /// <summary>Features of places in the text and its context.</summary>
    public ReadOnlySpan<uint> Hashes => _hashes.AsSpan(0, _count);

    /// <summary>First and last unit that each of <see cref="Hashes"/> covers; -1 for context.</summary>
    public ReadOnlySpan<(short First, short Last)> Places => _places.AsSpan(0, _count);

    /// <summary>Features of the whole utterance (phrase list, length, language): their weight does not shrink with length.</summary>
    public ReadOnlySpan<uint> Whole => _whole.AsSpan(0, _wholeCount);

    public void Clear() => (_count, _wholeCount) = (0, 0);

    /// <param name="hash">Hash of the feature, which <see cref="Mix"/> mixes.</param>
    /// <param name="first">First unit of the text it covers, or -1 when it is about context.</param>
    /// <param name="last">Last unit it covers.</param>
    public void Add(uint hash, int first, int last)
    {
        var at = _count;
        if (at == _hashes.Length) Grow();
        _hashes[at] = hash;
        _places[at] = ((short)first, (short)last);
        _count = at + 1;
    }

    /// <inheritdoc cref="Whole"/>
    public void AddWhole(uint hash) => _whole[_wholeCount++] = hash;

    /// <summary>Mixes all hashes, many at a time.</summary>
    public void Mix()
    {
        Hash.Mix(_hashes.AsSpan(0, _count));
        Hash.Mix(_whole.AsSpan(0, _wholeCount));
    }

    private void Grow()
    {
        Array.Resize(ref _hashes, _count * 2);
        Array.Resize(ref _places, _count * 2);
    }
}
