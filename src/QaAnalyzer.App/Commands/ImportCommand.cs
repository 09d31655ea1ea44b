using System.CommandLine;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa import PATH…</c>: transcripts and past scores into the database.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var transcripts = new TranscriptArguments();
        var source = new Option<string>("--source") { Description = "Name under which conversation ids are unique", DefaultValueFactory = _ => "files" };
        var rubric = new Option<string[]>("--rubric") { Description = "Form whose criteria past scores name; the forms in use when absent" };
        var command = new Command("import", "Store transcripts and past scores; what cannot be read goes to quarantine with its reason") { source, rubric };
        transcripts.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = AppSettings.Load();
            await using var workshop = await Workshop.OpenAsync(settings, cancel);
            var forms = parsed.GetValue(rubric) is { Length: > 0 } named ? [.. named.Select(id => AppSettings.Find(workshop.Catalog, id))] : workshop.Rubrics;
            var run = await ProgressDisplay.ShowAsync("Importing", total: null, report => workshop.Importer.ImportAsync(
                transcripts.Paths(parsed), parsed.GetValue(source)!, transcripts.Options(parsed, settings), [.. workshop.Rubrics.Select(r => r.Id)], forms, report.Of<ImportTally>(t => t.Read), cancel));
            Console.WriteLine($"read {run.Pulled} = accepted {run.Accepted} + duplicate {run.Duplicate} + quarantined {run.Quarantined}");
            foreach (var record in await workshop.Runs.QuarantinedAsync(run.Key, 20, cancel)) await Console.Error.WriteLineAsync($"{record.File} line {record.Line}: {record.Reason}");
            return run.Accepted + run.Duplicate > 0 || run.Pulled == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
