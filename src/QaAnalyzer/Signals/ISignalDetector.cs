namespace QaAnalyzer.Signals;

/// <summary>Finds signals in one conversation. Stateless and safe to share between threads.</summary>
public interface ISignalDetector
{
    string Name { get; }

    /// <summary>Tags this detector can give; when it throws, measures over these tags become unavailable.</summary>
    IReadOnlyCollection<string> Tags { get; }

    /// <summary>False when it finds the same under every rubric's thresholds and reads no other detector's signals.</summary>
    bool UsesThresholds => true;

    /// <summary>Adds what it finds; signals of the detectors before it are in the context to read.</summary>
    void Detect(AnalysisContext context);
}
