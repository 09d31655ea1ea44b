using Hangfire.States;
using Microsoft.Extensions.Logging;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.Hangfire;

/// <summary>What becomes of a job after a call: its next slice, a new try at the time that the job names, a failure to look at, or its end.</summary>
internal sealed class JobEnding(JobRunner runner, JobFollowers followers, ILogger<JobEnding> log) : IElectStateFilter
{
    private static readonly TimeSpan TurnPause = TimeSpan.FromSeconds(20);

    public void OnStateElection(ElectStateContext context)
    {
        if (runner.Find(HangfireJob.NameIn(context.BackgroundJob.Job) ?? "") is not { } job) return;
        context.CandidateState = context.CandidateState switch
        {
            SucceededState { Result: JobReport report } done => After(context, job, report, done),
            SucceededState { Result: null } => Wait(job),
            FailedState failed => Retry(context, job, failed),
            var other => other,
        };
    }

    private IState After(ElectStateContext context, Job job, JobReport report, IState done)
    {
        if (report.Run is { } run) context.SetJobParameter(JobParameters.Run, run);
        context.SetJobParameter(JobParameters.Continues, report.Continues);

        // Deleted, so that what stands behind it does not start either.
        if (report.Refusal is { } refusal) return new DeletedState { Reason = refusal };
        if (report.Continues is not null) return new EnqueuedState { Reason = string.Join("; ", report.Lines) };
        if (report.Succeeded) return report.IsComplete ? done : new DeletedState { Reason = string.Join("; ", report.Lines) };

        // A failure stays on its page until somebody has looked; what stands behind it does not wait for that where the job came to its end.
        if (report.IsComplete) followers.StartNow(job);
        return Fail(context, new NeedsALookException(string.Join("; ", report.Lines)));
    }

    /// <summary>Another start is at work. One that comes round often needs no waiting.</summary>
    private static IState Wait(Job job) => job.Missed == MissedStart.Skip
        ? new DeletedState { Reason = $"another start of {job.Name} is at work; the next one comes soon" }
        : new ScheduledState(TurnPause) { Reason = $"another start of {job.Name} is at work" };

    private IState Retry(ElectStateContext context, Job job, FailedState failed)
    {
        var tries = context.GetJobParameter<int>(JobParameters.Tries);
        if (job.PauseBeforeRetry(tries) is not { } pause)
        {
            log.LogError(failed.Exception, "Job {Job} failed after {Tries} tries", job.Name, tries + 1);
            return Fail(context, failed.Exception);
        }

        log.LogWarning(failed.Exception, "Job {Job} failed; try {Try} follows in {Pause}", job.Name, tries + 2, pause);
        context.SetJobParameter(JobParameters.Tries, tries + 1);
        return new ScheduledState(pause) { Reason = $"try {tries + 2} after {failed.Exception.GetType().Name}" };
    }

    // Whoever requeues it by hand gets all its tries again.
    private static FailedState Fail(ElectStateContext context, Exception failure)
    {
        context.SetJobParameter(JobParameters.Tries, 0);
        return new FailedState(failure);
    }
}
