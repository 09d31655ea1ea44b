using QaAnalyzer.Storage;

namespace QaAnalyzer.Jobs;

/// <summary>
/// Does a job by its name, the same for every engine and for commands: nothing while it is paused or at work, else the library call behind it.
/// </summary>
/// <param name="works">All jobs with their library calls.</param>
/// <param name="zone">In which the schedule counts.</param>
/// <param name="control">Where people pause jobs.</param>
/// <param name="leases">Of the jobs that are at work.</param>
/// <param name="runs">The history of all jobs, the same whichever engine started them.</param>
/// <param name="clock">Dates that history.</param>
public sealed class JobRunner(IReadOnlyList<JobWork> works, TimeZoneInfo zone, RunControl control, JobLeases leases, RunStore runs, TimeProvider clock)
{
    private readonly Dictionary<string, JobWork> _works = works.ToDictionary(w => w.Job.Name, StringComparer.Ordinal);

    public IReadOnlyList<Job> Jobs { get; } = [.. works.Select(w => w.Job)];

    public TimeZoneInfo Zone => zone;

    public Job? Find(string name) => _works.GetValueOrDefault(name)?.Job;

    /// <summary>Jobs that start when this one has come to its end.</summary>
    public IEnumerable<Job> Following(Job job) => Jobs.Where(j => j.After == job.Name);

    /// <summary>Does one call; see <see cref="JobReport.Continues"/> for what is left.</summary>
    /// <exception cref="KeyNotFoundException">There is no such job.</exception>
    public async Task<JobReport> RunAsync(string name, JobCall call, CancellationToken cancel)
    {
        var work = _works[name];

        // A run that is at work goes on, whoever does its next slice.
        if (call.Continues is null && await control.PauseOfAsync(name, cancel) is { } pause)
            return new() { Succeeded = false, IsComplete = false, Refusal = $"{name} is paused by {pause.ByWhom}: {pause.Reason}. Resume it with: qa run resume --job {name} --reason …" };
        await using var lease = await leases.TakeAsync(name, cancel);
        if (lease.Hold is not { } hold) return AtWork($"{name} is at work on node {lease.Other}; the page Jobs shows how far it is");
        try
        {
            return await DoAsync(work, call, hold.Token);
        }
        catch (OperationCanceledException) when (hold.IsLost)
        {
            return AtWork($"{name} was given up: this node stood still for {WorkStore.LeaseTime.TotalSeconds} seconds, and another one has begun it");
        }
    }

    private static JobReport AtWork(string refusal) => new() { Succeeded = false, IsComplete = false, IsAtWork = true, Refusal = refusal };

    private async Task<JobReport> DoAsync(JobWork work, JobCall call, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var outcome = "failed";
        try
        {
            var report = work.Job.KeepsRuns ? await work.DoAsync(call, cancel) : await RecordAsync(work, call, cancel);
            if (report.Succeeded) outcome = "succeeded";
            return report;
        }
        catch (OperationCanceledException)
        {
            outcome = "stopped";
            throw;
        }
        finally
        {
            QaMeter.Job(work.Job.Name, outcome, clock.GetElapsedTime(began));
        }
    }

    private async Task<JobReport> RecordAsync(JobWork work, JobCall call, CancellationToken cancel)
    {
        var key = await runs.StartAsync(work.Job.Name, cancel);
        var run = new RunRow { Key = key, Kind = work.Job.Name, Node = WorkerProcess.Current, State = "finished", StartedAt = clock.GetUtcNow() };
        try
        {
            var report = await work.DoAsync(call, cancel);
            await runs.ReportAsync(run with { State = report.Succeeded ? "finished" : "failed", Message = string.Join("; ", report.Lines), FinishedAt = clock.GetUtcNow() }, CancellationToken.None);
            return report with { Run = report.Run ?? key };
        }
        catch (Exception e)
        {
            await runs.ReportAsync(run with { State = "failed", Message = e.GetType().Name, FinishedAt = clock.GetUtcNow() }, CancellationToken.None);
            throw;
        }
    }
}

/// <summary>A job and the library call that does it.</summary>
public sealed record JobWork(Job Job, Func<JobCall, CancellationToken, Task<JobReport>> DoAsync);
