using QaAnalyzer.Jobs;

namespace QaAnalyzer.App.Jobs;

/// <summary>
/// The one list of jobs: what each is called, when it starts, whom it waits for, and the library call that does it. Engines, commands and
/// pages read it; a new job is one entry.
/// </summary>
internal static class JobList
{
    private static readonly IReadOnlyList<TimeSpan> SoonAndLater = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20)];

    public static IReadOnlyList<JobEntry> All { get; } =
    [
        new(
            new()
            {
                Name = "nightly",
                Title = new("夜间运行", "Night run"),
                What = new("从来源取回、按所用表单分析全部待处理会话、填充复核队列", "Pull from all sources, analyse what is pending, fill the review queue"),
                KeepsRuns = true,
                Queue = JobQueue.Nightly,
                Setting = "NightlyCron",
                Cron = "0 0 1 * * ?",
                RetryAfter = SoonAndLater,
            },
            (w, call, cancel) => AnalysisJobs.RunAsync(w, w.Plan, call, cancel)),
        new(
            new()
            {
                Name = "intake",
                Title = new("日间接收", "Intake"),
                What = new("取回到点的来源和收件夹中的文件并分析", "Between the nights: pull the sources that are due, take what lies in the inbox folders"),
                KeepsRuns = true,
                Queue = JobQueue.Ingest,
                Setting = "IntakeCron",
                Cron = "0 */2 * * * ?",
                Missed = MissedStart.Skip,
            },
            AnalysisJobs.IntakeAsync),
        new(
            new()
            {
                Name = "reruns",
                Title = new("重新分析", "Re-runs"),
                What = new("执行有人要求的重新分析，可限速", "Make analyses anew that somebody asked for, at the speed they allow"),
                KeepsRuns = true,
                Queue = JobQueue.Interactive,
                Setting = "RerunsCron",
                Cron = "30 * * * * ?",
                Missed = MissedStart.Skip,
            },
            AnalysisJobs.RerunAsync),
        new(
            new()
            {
                Name = "backfill",
                Title = new("历史补分析", "Backfill"),
                What = new("按新启用的表单补分析已存会话，限速", "Analyse what was stored before a form came into use, at a limited speed"),
                KeepsRuns = true,
                Queue = JobQueue.Ingest,
                Setting = "BackfillCron",
                Cron = "45 * * * * ?",
                Missed = MissedStart.Skip,
            },
            AnalysisJobs.BackfillAsync),
        new(
            new()
            {
                Name = "learning",
                Title = new("学习", "Learning"),
                What = new("用已确认的复核训练、与规则比较、检查公平性并校准", "Learn from confirmed reviews: train, compare with the rules, check fairness, calibrate"),
                KeepsRuns = true,
                Queue = JobQueue.Nightly,
                Setting = "LearningCron",
                Cron = "0 15 0 * * ?",
                RetryAfter = SoonAndLater,
            },
            CareJobs.LearnAsync),
        new(
            new()
            {
                Name = "report",
                Title = new("夜间小结", "Night report"),
                What = new("夜间运行之后写下每份表单的会话数、均分与待复核数", "After the night run: conversations, mean score and waiting reviews of each form"),
                Queue = JobQueue.Interactive,
                After = "nightly",
                RetryAfter = SoonAndLater,
            },
            CareJobs.ReportAsync),
        new(
            new()
            {
                Name = "words",
                Title = new("搜索词整理", "Search words"),
                What = new("为尚无搜索词的会话补上，并把新的搜索词移入索引", "Give words to conversations that cannot be searched yet, and move new ones under the index"),
                KeepsRuns = true,
                Queue = JobQueue.Ingest,
                Setting = "WordsCron",
                Cron = "15 */5 * * * ?",
                Missed = MissedStart.Skip,
            },
            CareJobs.KeepWordsAsync),
        new(
            new()
            {
                Name = "partitions",
                Title = new("分区准备", "Partition care"),
                What = new("提前建好未来几个月的分区", "Make the partitions of the next months ahead"),
                Queue = JobQueue.Ingest,
                Setting = "PartitionsCron",
                Cron = "0 5 0 * * ?",
                RetryAfter = SoonAndLater,
            },
            CareJobs.MakePartitionsAsync),
        new(
            new()
            {
                Name = "retention",
                Title = new("到期清理", "Retention"),
                What = new("删除超过保存期限的整月会话；未设期限则全部保留", "Drop whole months of conversations past the time they are kept; keeps all when no time is set"),
                Queue = JobQueue.Nightly,
                Setting = "RetentionCron",
                Cron = "0 30 4 * * ?",
                RetryAfter = SoonAndLater,
            },
            CareJobs.DropOldMonthsAsync),
    ];

    /// <summary>The jobs at the times that the settings name, ready to be done.</summary>
    /// <exception cref="CommandException">A setting is no cron expression.</exception>
    public static JobRunner Of(Workshop workshop) => new(
        [.. All.Select(entry => new JobWork(At(entry.Job, workshop.Settings), (call, cancel) => entry.DoAsync(workshop, call, cancel)))],
        workshop.Settings.Zone,
        workshop.Control,
        new(workshop.Database, workshop.Clock),
        workshop.Runs,
        workshop.Clock);

    private static Job At(Job job, AppSettings settings) => job.Setting is null ? job : job with { Cron = settings.Cron(job.Setting, job.Cron!) };
}

/// <summary>A job and the library call behind it.</summary>
internal sealed record JobEntry(Job Job, Func<Workshop, JobCall, CancellationToken, Task<JobReport>> DoAsync);
