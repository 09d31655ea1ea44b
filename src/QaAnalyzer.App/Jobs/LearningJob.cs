using Quartz;

namespace QaAnalyzer.App.Jobs;

/// <summary>Learns from the day's reviews before the night run: <c>qa run learning</c>.</summary>
[DisallowConcurrentExecution]
internal sealed class LearningJob(Workshop workshop, ILogger<LearningJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var step in await workshop.Learning.RunAsync(workshop.Rubrics, cancellationToken))
            log.LogInformation("Learning {Rubric}: {Step} {Outcome} {Scorer}", step.Rubric, step.Step, step.Outcome, step.Scorer);
    }
}
