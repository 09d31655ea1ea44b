namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Keeps features with the units they cover, for explanations.</summary>
internal readonly struct FeatureRecorder(List<(uint Hash, int First, int Last)> features) : IFeatureSink
{
    public List<(uint Hash, int First, int Last)> Features => features;

    public void Add(uint hash, int first, int last) => features.Add((hash, first, last));
}
