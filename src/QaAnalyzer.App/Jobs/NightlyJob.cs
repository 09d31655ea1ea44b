using Quartz;

namespace QaAnalyzer.App.Jobs;

/// <summary>The night run at its hour: <c>qa run nightly</c>.</summary>
[DisallowConcurrentExecution]
internal sealed class NightlyJob(Workshop workshop, ILogger<NightlyJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var run = await workshop.Nightly.RunAsync(workshop.Plan, cancel: cancellationToken);
        log.LogInformation("Night run {Run}: pulled {Pulled}, analysed {Analysed}, failed {Failed}", run.Key, run.Pulled, run.Analysed, run.Failed);
    }
}
