using System.CommandLine;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa run pause</c>, <c>resume</c> and <c>cancel</c>: what the page of jobs does as well.</summary>
internal static class RunControlCommands
{
    public static IEnumerable<Command> Create() =>
    [
        Of(RunAction.Pause, "Hold a run, or all future starts of a job, until it is resumed", jobs: true),
        Of(RunAction.Resume, "Let a run or a job go on", jobs: true),
        Of(RunAction.Cancel, "End a run between two chunks; what it has not done stays for the next one", jobs: false),
    ];

    public static Option<string> Reason() => new("--reason") { Description = "Why; it is kept with your name", Required = true };

    /// <summary>The person at this terminal.</summary>
    public static Person Me(string reason) => new($"shell:{Environment.UserName}", reason);

    private static Command Of(string action, string what, bool jobs)
    {
        var run = new Option<long?>("--run") { Description = "Number of the run" };
        var job = new Option<string?>("--job") { Description = "Name of the job" };
        var reason = Reason();
        var command = new Command(action, what) { run, reason };
        if (jobs) command.Add(job);
        command.SetAction(async (parsed, cancel) =>
        {
            var (number, name) = (parsed.GetValue(run), jobs ? parsed.GetValue(job) : null);
            if (number is null == name is null) throw new CommandException(jobs ? "Name either a run with --run or a job with --job." : "Name a run with --run.");
            await using var workshop = await Workshop.OpenAsync(AppSettings.Load(), cancel);
            var me = Me(parsed.GetValue(reason)!);
            var refusal = number is { } key
                ? await workshop.Desk.TellRunAsync(action, key, me, cancel)
                : await workshop.Desk.TellJobAsync(action, Find(name!), me, cancel);
            if (refusal is { } sentence) throw new CommandException($"Nothing was done: {sentence.En}.");
            Console.WriteLine($"{action} {(number is null ? $"job {name}" : $"run {number}")}: kept for {me.Name}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Job Find(string name) => App.Jobs.JobList.All.Select(e => e.Job).FirstOrDefault(j => j.Name == name)
        ?? throw new CommandException($"There is no job \"{name}\". Known: {string.Join(", ", App.Jobs.JobList.All.Select(e => e.Job.Name))}.");
}
