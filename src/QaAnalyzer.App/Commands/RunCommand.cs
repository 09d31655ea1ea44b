using System.CommandLine;
using QaAnalyzer.Sources;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa run nightly</c>, <c>qa run learning</c> and <c>qa run pull</c>: the work of jobs, now.</summary>
internal static class RunCommand
{
    public static Command Create() => new("run", "Do a job now instead of at its time") { Nightly(), Learning(), Pull() };

    private static Command Nightly()
    {
        var command = new Command("nightly", "Pull from the inbox folders and all sources, analyse what is pending, fill the review queue");
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

    private static Command Pull()
    {
        var only = new Option<string?>("--source") { Description = "This source alone; all of them when absent" };
        var command = new Command("pull", "Pull conversations from the sources of the site file (QA_Sources)") { only };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workshop = await Workshop.OpenAsync(AppSettings.Load(), cancel);
            var results = parsed.GetValue(only) is { } id
                ? [await workshop.Pull.RunAsync(Find(workshop.Pull.Sources, id), workshop.Rubrics, cancel)]
                : await workshop.Pull.RunAsync(workshop.Rubrics, cancel: cancel);
            foreach (var result in results)
            {
                var tally = result.Tally;
                var counts = $"read {tally.Read} = accepted {tally.Accepted} + duplicate {tally.Duplicate} + quarantined {tally.Quarantined}";
                Console.WriteLine($"{result.Source}\t{result.Outcome.ToString().ToLowerInvariant()}\t{counts}");
                if (result.Failure is { } failure) await Console.Error.WriteLineAsync($"{failure.Class}: {failure.Message}");
            }

            return results.Any(r => r.Outcome == PullOutcome.Failed) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static SourceSettings Find(IReadOnlyList<SourceSettings> sources, string id)
    {
        var known = sources.Count > 0 ? string.Join(", ", sources.Select(s => s.Id)) : "none; QA_Sources names the file";
        return sources.FirstOrDefault(s => s.Id == id) ?? throw new CommandException($"There is no source \"{id}\" in the site file. Known: {known}.");
    }
}
