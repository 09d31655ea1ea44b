using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Learning.Service;

/// <summary>
/// What the centre's reviews have taught since the last time: calibrates and judges the scorer in service, trains a new one when enough
/// reviews came in, lets it pass the fairness gate, and puts it into service. Doing it again does nothing twice; two nodes do it once.
/// </summary>
public sealed class LearningRun(
    ScorerStore scorers, ScorerShelf shelf, ReviewedStore reviews, LearningLog log, RunStore runs, Func<Rubric, LearnedScorer?, AnalysisPipeline> pipelineOf,
    LearningOptions options, TimeProvider clock)
{
    /// <summary>All rubrics, one after the other; returns the steps in order.</summary>
    public async Task<IReadOnlyList<LearningStep>> RunAsync(IReadOnlyList<Rubric> rubrics, CancellationToken cancel = default)
    {
        var key = await runs.StartAsync("learning", cancel);
        var run = new RunRow { Key = key, Kind = "learning", Node = WorkerProcess.Current, State = "finished", StartedAt = clock.GetUtcNow() };
        var steps = new List<LearningStep>();
        try
        {
            foreach (var rubric in rubrics) steps.AddRange(await LearnAsync(rubric, key, cancel));
            await runs.ReportAsync(run with { FinishedAt = clock.GetUtcNow() }, cancel);
            return steps;
        }
        catch (Exception e)
        {
            await runs.ReportAsync(run with { State = "failed", Message = e.GetType().Name, FinishedAt = clock.GetUtcNow() }, CancellationToken.None);
            throw;
        }
    }

    private async Task<IReadOnlyList<LearningStep>> LearnAsync(Rubric rubric, long run, CancellationToken cancel)
    {
        var steps = new StepList(log, run, rubric.Id);

        // Two runs of one process are two holders as well.
        var holder = $"{WorkerProcess.Current}#{run}";
        if (!await log.TakeAsync(rubric.Id, holder, cancel))
        {
            await steps.AddAsync("lease", "skipped", null, new("另一台机器正在学习", "another node is learning"));
            return steps.All;
        }

        try
        {
            var reviewed = await reviews.ReadAsync(rubric.Id, cancel);
            var service = new ServiceKeeper(scorers, shelf, reviews, pipelineOf(rubric, null), clock);
            var isServed = await service.KeepAsync(reviewed, steps, cancel);
            await new ScorerRenewal(scorers, reviews, pipelineOf, options, service, clock).RenewAsync(rubric, reviewed, isServed, steps, cancel);
            return steps.All;
        }
        finally
        {
            await log.GiveBackAsync(rubric.Id, holder);
        }
    }
}

/// <summary>The steps of one rubric, each in the log as soon as it is done.</summary>
internal sealed class StepList(LearningLog log, long run, string rubric)
{
    private readonly List<LearningStep> _all = [];

    public IReadOnlyList<LearningStep> All => _all;

    public async Task AddAsync(string step, string outcome, string? scorer, Sentence reason) =>
        _all.Add(await log.AddAsync(run, new() { Rubric = rubric, Scorer = scorer, Step = step, Outcome = outcome, ReasonZh = reason.Zh, ReasonEn = reason.En }));
}
