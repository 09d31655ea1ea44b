namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>One thing to look at. It answers how strongly it shows (0 no, 1 fully); what it is worth stands in <c>data/timing/overlaps.yaml</c>.</summary>
/// <param name="Id">Name in the data file.</param>
/// <param name="Strength">0–1.</param>
/// <param name="Says">What was seen, where it was.</param>
internal sealed record OverlapCue(string Id, Func<OverlapScene, double> Strength, Func<OverlapScene, Sentence> Says)
{
    public OverlapCue(string id, Func<OverlapScene, bool> seen, Func<OverlapScene, Sentence> says)
        : this(id, scene => seen(scene) ? 1 : 0, says)
    {
    }

    public OverlapCue(string id, Func<OverlapScene, bool> seen, string zh, string en)
        : this(id, seen, _ => new(zh, en))
    {
    }
}
