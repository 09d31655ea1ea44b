using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using QaAnalyzer.Agreement;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa evaluate agreement</c>: drafts with people and people with each other, out of the database or of files.</summary>
internal static class EvaluateAgreementCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var rubric = new Option<string[]>("--rubric") { Description = "Form to report on; all that have reviews when absent" };
        var data = new Option<FileInfo[]>("--data")
        {
            Description = "Conversations with reviews (.jsonl) instead of the database: people with each other",
            AllowMultipleArgumentsPerToken = true,
        };
        data.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "Print one JSON array" };
        var command = new Command("agreement", "Agreement of drafts and people with 95 % intervals, and the leniency of evaluators") { rubric, data, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var reports = parsed.GetValue(data) is { Length: > 0 } files ? OfFiles(files) : await OfDatabaseAsync(parsed.GetValue(rubric) ?? [], cancel);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(reports.Select(r => AgreementPrint.Json(r.Rubric, r.Report)), Json));
            else AgreementPrint.Tables(Console.Out, reports);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<(string Rubric, AgreementReport Report)> OfFiles(FileInfo[] files)
    {
        try
        {
            return [("", AgreementReport.Of(ReviewFiles.Read(files.Select(f => f.FullName))))];
        }
        catch (FormatException e)
        {
            throw new CommandException(e.Message);
        }
    }

    private static async Task<List<(string Rubric, AgreementReport Report)>> OfDatabaseAsync(string[] named, CancellationToken cancel)
    {
        await using var workshop = await Workshop.OpenAsync(AppSettings.Load(), cancel);
        var store = new AgreementStore(workshop.Database);
        var ids = named.Length > 0 ? [.. named.Select(id => AppSettings.Find(workshop.Catalog, id).Id)] : await store.RubricsAsync(cancel);
        var reports = new List<(string, AgreementReport)>();
        foreach (var id in ids)
        {
            List<string> order = [.. workshop.Catalog.Find(id)?.Criteria.Select(c => c.Id) ?? []];
            reports.Add((id, AgreementReport.Of(await store.ReadAsync(id, cancel: cancel), order)));
        }

        return reports;
    }
}
