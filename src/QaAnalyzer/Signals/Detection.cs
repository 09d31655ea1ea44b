using QaAnalyzer.Scoring;

namespace QaAnalyzer.Signals;

/// <summary>Runs detectors over one conversation and keeps what went wrong.</summary>
internal sealed class Detection
{
    private readonly List<DetectorFailure> _failures = [];
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);

    public IReadOnlyList<DetectorFailure> Failures => _failures;

    /// <summary>Tags of detectors that failed.</summary>
    public IReadOnlySet<string> LostTags => _lost;

    /// <summary>Starts from what another has seen.</summary>
    public static Detection After(Detection earlier)
    {
        var detection = new Detection();
        detection._failures.AddRange(earlier._failures);
        detection._lost.UnionWith(earlier._lost);
        return detection;
    }

    /// <summary>A detector that throws is recorded; its signals are taken back and only what depends on it abstains.</summary>
    public void Run(IEnumerable<ISignalDetector> detectors, AnalysisContext context)
    {
        foreach (var detector in detectors)
        {
            var before = context.Signals.Count;
            try
            {
                detector.Detect(context);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                context.Signals.Truncate(before);
                _failures.Add(new(detector.Name, e.GetType().Name));
                _lost.UnionWith(detector.Tags);
            }
        }
    }
}
