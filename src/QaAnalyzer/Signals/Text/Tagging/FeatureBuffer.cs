namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Collects table rows for one utterance.</summary>
internal struct FeatureBuffer(int bits) : IFeatureSink
{
    private readonly uint _mask = (1u << bits) - 1;

    public int[] Rows { get; private set; } = new int[1024];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Add(uint hash, int first, int last)
    {
        if (Count == Rows.Length) Grow();
        Rows[Count++] = (int)(hash & _mask);
    }

    private void Grow()
    {
        var longer = Rows;
        Array.Resize(ref longer, Rows.Length * 2);
        Rows = longer;
    }
}
