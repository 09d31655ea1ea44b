namespace QaAnalyzer.Hangfire;

/// <summary>What is kept beside a job in Hangfire's tables; ids and counts alone, since the dashboard shows it.</summary>
internal static class JobParameters
{
    /// <summary>How the next slice goes on: <see cref="Jobs.JobReport.Continues"/>.</summary>
    public const string Continues = "QaContinues";

    /// <summary>Key of the run.</summary>
    public const string Run = "QaRun";

    /// <summary>Tries that failed.</summary>
    public const string Tries = "QaTries";
}
