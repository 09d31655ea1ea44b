namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Keeps features with the units they cover, for explanations; a feature of the whole utterance covers none (-1).</summary>
internal readonly struct FeatureRecorder(List<(uint Hash, int First, int Last, bool Whole)> features) : IFeatureSink
{
    public List<(uint Hash, int First, int Last, bool Whole)> Features => features;

    public void Add(uint hash, int first, int last) => features.Add((hash, first, last, Whole: false));

    public void AddWhole(uint hash) => features.Add((hash, -1, -1, Whole: true));
}
