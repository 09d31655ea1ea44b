using Hangfire;
using Hangfire.Client;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.Hangfire;

/// <summary>Puts the jobs that follow behind every new start, whoever made it: they wait for its success and go when it is deleted.</summary>
internal sealed class JobFollowers(JobRunner runner, IServiceProvider services) : IClientFilter
{
    public void OnCreating(CreatingContext context)
    {
        // Needed by the interface alone: every start is welcome.
    }

    public void OnCreated(CreatedContext context)
    {
        if (context.BackgroundJob is not { } start || runner.Find(HangfireJob.NameIn(start.Job) ?? "") is not { } job) return;

        // Asked for here, since the client is built with this filter.
        var client = services.GetRequiredService<IBackgroundJobClient>();
        foreach (var next in runner.Following(job))
            client.Create(HangfireJob.CallOf(next), new AwaitingState(start.Id, new EnqueuedState(), JobContinuationOptions.OnlyOnSucceededState));
    }
}
