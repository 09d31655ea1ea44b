using System.CommandLine;
using QaAnalyzer.Sources;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa run pull</c>: the sources of the site file, now.</summary>
internal static class PullCommand
{
    public static Command Create()
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
