using System.Diagnostics.Metrics;

namespace QaAnalyzer;

/// <summary>
/// What this process has done since it started, as instruments that any listener can read; without one they cost nothing. They carry names of
/// sources, jobs and kinds of errors, never text of a conversation or a person.
/// </summary>
public static class QaMeter
{
    public const string Name = "QaAnalyzer";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Analyses = Meter.CreateCounter<long>("qa.analyses", "{analysis}", "Analyses kept: a conversation under a form");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("qa.analysis.failures", "{analysis}", "Analyses that failed, by kind of error");

    private static readonly Counter<long> LeaseLosses = Meter.CreateCounter<long>(
        "qa.lease.losses", "{analysis}", "Results thrown away because the lease of the work had gone to another node");

    private static readonly Counter<long> Records = Meter.CreateCounter<long>("qa.records", "{record}", "Records taken from a source, by what became of them");

    private static readonly Counter<long> Pulls = Meter.CreateCounter<long>("qa.pulls", "{pull}", "Pulls of a source: done, stopped, or the class of the failure");

    private static readonly Histogram<double> ChunkSeconds = Meter.CreateHistogram(
        "qa.chunk.duration", "s", "A chunk of work in one stage of the analysis", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private static readonly Histogram<double> JobSeconds = Meter.CreateHistogram(
        "qa.job.duration", "s", "A call of a job, by how it ended", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1, 10, 60, 300, 900, 1800, 3600, 7200, 14400] });

    /// <summary>Starts the plain counters at zero, so that whoever collects sees their first step.</summary>
    public static void Begin()
    {
        Analyses.Add(0);
        LeaseLosses.Add(0);
    }

    internal static void Analysed(long kept, IEnumerable<string> errors, long lost)
    {
        Analyses.Add(kept);
        foreach (var (error, count) in errors.CountBy(e => e, StringComparer.Ordinal)) Failures.Add(count, new KeyValuePair<string, object?>("error", error));
        if (lost > 0) LeaseLosses.Add(lost);
    }

    internal static void Pulled(string source, ImportTally tally)
    {
        foreach (var (outcome, count) in new[] { ("accepted", tally.Accepted), ("duplicate", tally.Duplicate), ("quarantined", tally.Quarantined) })
            if (count > 0) Records.Add(count, new("source", source), new("outcome", outcome));
    }

    /// <param name="source">Id of the source.</param>
    /// <param name="outcome"><c>done</c>, <c>stopped</c>, or a class of <see cref="Sources.SourceException"/>.</param>
    internal static void Pull(string source, string outcome) => Pulls.Add(1, new("source", source), new("outcome", outcome));

    /// <param name="stage"><c>read</c>, <c>analyse</c> or <c>write</c>.</param>
    /// <param name="time">Without waiting for the other stages.</param>
    internal static void Chunk(string stage, TimeSpan time) => ChunkSeconds.Record(time.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));

    /// <param name="job">Name of the job.</param>
    /// <param name="outcome"><c>succeeded</c>, <c>failed</c> or <c>stopped</c>.</param>
    /// <param name="time">Of the whole call; of a slice where the engine cuts.</param>
    internal static void Job(string job, string outcome, TimeSpan time) => JobSeconds.Record(time.TotalSeconds, new("job", job), new("outcome", outcome));
}
