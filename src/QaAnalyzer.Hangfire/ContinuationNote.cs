using Hangfire;
using Hangfire.Common;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.Hangfire;

/// <summary>Keeps with a start how it goes on as soon as the job says so: should the node die, another goes on with the same run.</summary>
internal sealed class ContinuationNote(JobStorage storage, string start, string? continues) : IProgress<JobProgress>
{
    private readonly Lock _writing = new();

    public string? Continues { get; private set; } = continues;

    // By a connection of its own: progress comes from several threads, and the worker's connection serves one.
    public void Report(JobProgress value)
    {
        lock (_writing)
        {
            if (value.Continues is not { } next || next == Continues) return;
            using var connection = storage.GetConnection();
            connection.SetJobParameter(start, JobParameters.Continues, SerializationHelper.Serialize(next, SerializationOption.User));
            Continues = next;
        }
    }
}
