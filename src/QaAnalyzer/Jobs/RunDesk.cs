using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Jobs;

/// <summary>
/// Where people hold, end and repeat runs, on the page and by commands. Everything is kept with who did it and why; a refusal is a sentence
/// and keeps nothing.
/// </summary>
public sealed class RunDesk(RunControl control, RunStore runs, RerunStore reruns, RubricCatalog catalog)
{
    /// <summary>Pauses, resumes or cancels a run; null when it was done. Nodes obey between two chunks, within seconds.</summary>
    public async Task<Sentence?> TellRunAsync(string action, long run, Person person, CancellationToken cancel = default)
    {
        if (NeedsReason(person) is { } refusal) return refusal;
        if (await runs.FindAsync(run, cancel) is not { } row) return new($"没有第 {run} 号运行", $"there is no run {run}");
        if (!row.IsOpen) return new($"第 {run} 号运行已结束", $"run {run} has ended already");
        if (!row.CanBeHeld) return new($"第 {run} 号只是读入，请操作为之读入的运行", $"run {run} only reads: hold or end the run that it reads for");
        var hold = await control.HoldOnAsync(run, cancel);
        if (hold is { Action: RunAction.Cancel }) return new($"第 {run} 号运行正在取消", $"run {run} is being cancelled already");
        if (action == RunAction.Pause && hold is not null) return new($"第 {run} 号运行已暂停", $"run {run} is paused already");
        if (action == RunAction.Resume && hold is null) return new($"第 {run} 号运行没有暂停", $"run {run} is not paused");
        await control.AddAsync(new() { RunKey = run, Action = action, Reason = person.Reason, ByWhom = person.Name }, cancel);
        return null;
    }

    /// <summary>Pauses or resumes all future starts of a job; null when it was done. A start that is at work goes on.</summary>
    public async Task<Sentence?> TellJobAsync(string action, Job job, Person person, CancellationToken cancel = default)
    {
        if (NeedsReason(person) is { } refusal) return refusal;
        var paused = await control.PauseOfAsync(job.Name, cancel) is not null;
        if (action == RunAction.Pause && paused) return new($"{job.Title.Zh}已暂停", $"{job.Name} is paused already");
        if (action == RunAction.Resume && !paused) return new($"{job.Title.Zh}没有暂停", $"{job.Name} is not paused");
        await control.AddAsync(new() { Job = job.Name, Action = action, Reason = person.Reason, ByWhom = person.Name }, cancel);
        return null;
    }

    /// <summary>Asks for analyses to be made anew; null when it was kept for the job that does it.</summary>
    public async Task<Sentence?> RerunAsync(RerunChoice choice, Person person, CancellationToken cancel = default)
    {
        if (NeedsReason(person) is { } refusal) return refusal;
        if (choice.Rubric is { } id && catalog.Find(id) is null) return new($"没有表单 {id}", $"there is no rubric \"{id}\"");
        if (choice.FromTime >= choice.UntilTime) return new("起始日期应早于截止日期", "expected the first date before the last");
        if (choice.PerSecond is <= 0) return new("每秒会话数应大于 0", "expected more than 0 conversations a second");
        var action = new RunAction { Action = choice.Error is null ? RunAction.Rerun : RunAction.Retry, Reason = person.Reason, ByWhom = person.Name, Details = choice.Describe() };
        await reruns.AddAsync(await control.AddAsync(action, cancel), choice, cancel);
        return null;
    }

    private static Sentence? NeedsReason(Person person) =>
        string.IsNullOrWhiteSpace(person.Reason) ? new("请写明原因", "a reason is needed: others will ask") : null;
}

/// <summary>Who does something, and why.</summary>
public sealed record Person(string Name, string Reason);
