using Quartz;

namespace QaAnalyzer.App.Jobs;

/// <summary>Between the nights: takes what lies in the inbox folders, so that a dropped file is in the queue minutes later.</summary>
[DisallowConcurrentExecution]
internal sealed class IntakeJob(Workshop workshop, ILogger<IntakeJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await workshop.Pull.RunDueAsync(workshop.Rubrics, cancellationToken);
        if (!await workshop.Nightly.HasWorkAsync(workshop.Plan, cancellationToken)) return;
        var run = await workshop.Nightly.RunAsync(workshop.Plan with { Kind = "intake" }, cancel: cancellationToken);
        log.LogInformation("Intake {Run}: pulled {Pulled}, analysed {Analysed}, failed {Failed}", run.Key, run.Pulled, run.Analysed, run.Failed);
    }
}
