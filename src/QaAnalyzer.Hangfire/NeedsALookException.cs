namespace QaAnalyzer.Hangfire;

/// <summary>Shown for a job that came to its end and says that a person should look; its message is the job's report.</summary>
public sealed class NeedsALookException(string report) : Exception(report);
