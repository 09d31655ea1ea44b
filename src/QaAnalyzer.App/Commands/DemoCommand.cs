using System.CommandLine;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa demo</c>: the sample conversations, analysed and served, with an account to sign in.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var urls = ServeCommand.UrlsOption();
        var command = new Command("demo", "Import the samples, analyse them and serve the pages") { urls };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = AppSettings.Load();
            var samples = Path.Combine(settings.DataFolder, "samples");
            if (!Directory.Exists(samples)) throw new CommandException($"The folder {samples} is missing. Restore data/samples beside the program or set QA_Data.");

            await using var workshop = await Workshop.OpenAsync(settings, cancel, "Data Source=" + Path.Combine("qa-data", "demo.db"));
            var import = await workshop.Importer.ImportAsync([samples], "samples", new() { Zone = settings.Zone }, [.. workshop.Rubrics.Select(r => r.Id)], workshop.Rubrics, cancel: cancel);
            Console.WriteLine($"Samples: read {import.Pulled} = accepted {import.Accepted} + duplicate {import.Duplicate} + quarantined {import.Quarantined}");
            var run = await workshop.Nightly.RunAsync(workshop.Plan with { Inboxes = [] }, cancel: cancel);
            Console.WriteLine($"Analysed {run.Analysed}, failed {run.Failed}");
            await ServeCommand.RunAsync(workshop, parsed.GetValue(urls) ?? settings.Urls, new("demo", "demo-qa-2026"), cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
