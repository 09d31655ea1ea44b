using System.CommandLine;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa run nightly</c> and <c>qa run learning</c>: the night's work, now.</summary>
internal static class RunCommand
{
    public static Command Create() => new("run", "Do a job now instead of at its time") { Nightly(), Learning() };

    private static Command Nightly()
    {
        var command = new Command("nightly", "Pull from the inbox folders, analyse what is pending, fill the review queue");
        command.SetAction(async (_, cancel) =>
        {
            await using var workshop = await Workshop.OpenAsync(AppSettings.Load(), cancel);
            var run = await ProgressDisplay.ShowAsync("Analysing", total: null, report =>
                workshop.Nightly.RunAsync(workshop.Plan, report.Of<NightlyProgress>(p => p.Counts.Analysed + p.Counts.Failed, p => p.Pending), cancel));
            Console.WriteLine($"pulled {run.Pulled} = accepted {run.Accepted} + duplicate {run.Duplicate} + quarantined {run.Quarantined}");
            Console.WriteLine($"analysed {run.Analysed}, failed {run.Failed}");
            return run.Failed == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Command Learning()
    {
        var command = new Command("learning", "Learn from confirmed reviews: train, compare with the rules, check fairness, calibrate");
        command.SetAction(async (_, cancel) =>
        {
            await using var workshop = await Workshop.OpenAsync(AppSettings.Load(), cancel);
            foreach (var step in await workshop.Learning.RunAsync(workshop.Rubrics, cancel))
                Console.WriteLine($"{step.Rubric}\t{step.Step}\t{step.Outcome}\t{step.Scorer ?? "-"}\t{step.Reason.En}");
            return ExitCode.Done;
        });
        return command;
    }
}
