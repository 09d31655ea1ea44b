using System.CommandLine;
using QaAnalyzer.App.Jobs;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa run JOB</c>: any job of the list, now and here, without the engine.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Do a job now instead of at its time, or hold, end and repeat runs");
        foreach (var entry in JobList.All) command.Add(Of(entry.Job));
        foreach (var control in RunControlCommands.Create()) command.Add(control);
        command.Add(RerunCommand.Create());
        command.Add(PullCommand.Create());
        return command;
    }

    /// <summary>Does a job here, shows how far it is, and prints what it did.</summary>
    /// <param name="workshop">What the job works with.</param>
    /// <param name="job">Of the list.</param>
    /// <param name="atWork">What it means that another start of the job is at work, where that is as good; null where it is not.</param>
    /// <param name="cancel">Stops it; what is saved stays.</param>
    /// <exception cref="CommandException">The job is paused or at work.</exception>
    public static async Task<int> DoAsync(Workshop workshop, Job job, string? atWork, CancellationToken cancel)
    {
        var report = await ProgressDisplay.ShowAsync(job.Title.En, total: null, display => JobList.Of(workshop).RunAsync(
            job.Name, new() { Progress = display.Of<JobProgress>(p => p.Done, p => p.Total) }, cancel));
        if (report.IsAtWork && atWork is not null)
        {
            Console.WriteLine($"{report.Refusal}. {atWork}");
            return ExitCode.Done;
        }

        if (report.Refusal is { } refusal) throw new CommandException(refusal);
        foreach (var warning in report.Warnings) Console.Error.WriteLine(warning);
        foreach (var line in report.Lines) Console.WriteLine(line);
        return report.Succeeded ? ExitCode.Done : ExitCode.Failed;
    }

    private static Command Of(Job job)
    {
        var command = new Command(job.Name, job.What.En);
        command.SetAction(async (_, cancel) =>
        {
            await using var workshop = await Workshop.OpenAsync(AppSettings.Load(), cancel);
            var me = RunControlCommands.Me("qa run");
            await workshop.Control.AddAsync(new() { Job = job.Name, Action = RunAction.Start, Reason = me.Reason, ByWhom = me.Name }, cancel);
            return await DoAsync(workshop, job, null, cancel);
        });
        return command;
    }
}
