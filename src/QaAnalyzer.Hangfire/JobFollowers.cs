using Hangfire;
using Hangfire.Client;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.Hangfire;

/// <summary>Puts the jobs that follow behind every new start, whoever made it: they wait for its success and go when it is deleted.</summary>
/// <param name="runner">Knows what follows what.</param>
/// <param name="services">Asked for the client when it is needed, since the client is built with this filter.</param>
internal sealed class JobFollowers(JobRunner runner, IServiceProvider services) : IClientFilter
{
    public void OnCreating(CreatingContext context)
    {
        // Needed by the interface alone: every start is welcome.
    }

    public void OnCreated(CreatedContext context)
    {
        if (context.BackgroundJob is not { } start || runner.Find(HangfireJob.NameIn(start.Job) ?? "") is not { } job) return;
        foreach (var next in runner.Following(job))
            Client.Create(HangfireJob.CallOf(next), new AwaitingState(start.Id, new EnqueuedState(), JobContinuationOptions.OnlyOnSucceededState));
    }

    /// <summary>Starts them although the job has not succeeded. Those that wait for its success stay, should somebody requeue it.</summary>
    public void StartNow(Job job)
    {
        foreach (var next in runner.Following(job)) Client.Create(HangfireJob.CallOf(next), new EnqueuedState());
    }

    private IBackgroundJobClient Client => services.GetRequiredService<IBackgroundJobClient>();
}
