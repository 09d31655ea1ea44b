using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using QaAnalyzer.Agreement;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa evaluate tags FILE.tsv</c>: the text detector against labelled utterances.</summary>
internal static class EvaluateTagsCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Labelled utterances: id, role, context, text, tags and optionally ignore, slice, separated by tabs" }.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var errors = new Option<bool>("--no-errors") { Description = "Leave out the list of errors" };
        var engines = new Option<string?>("--engine") { Description = "Tagger engines, several separated by commas: figures and speed side by side [default: the engine in use]" };
        var command = new Command("tags", "Precision, recall and F1 of the tags with 95 % intervals") { file, json, errors, engines };
        command.SetAction(parsed =>
        {
            var settings = AppSettings.Load();
            var rows = TrainingRow.Load(parsed.GetValue(file)!.FullName);
            var named = (parsed.GetValue(engines) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            List<TagContender> contenders = [.. named.Select(n => TagContender.Of(n, settings.LoadClassifier(n, "--engine"), rows, settings.PhraseFolder))];
            if (contenders.Count > 1)
            {
                if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(contenders.Select(c => new { c.Name, c.UtterancesPerSecond, Report = Report(c.Evaluation) }), Json));
                else TagComparison.Print(contenders);
                return ExitCode.Done;
            }

            var evaluation = contenders is [var only] ? only.Evaluation : TaggerBuild.Evaluate(rows, settings.PhraseFolder, settings.LoadClassifier());
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(Report(evaluation), Json));
            else Print(evaluation, withErrors: !parsed.GetValue(errors));
            return ExitCode.Done;
        });
        return command;
    }

    private static object Report(TagEvaluation evaluation) => new
    {
        evaluation.Macro,
        evaluation.Micro,
        evaluation.Tags,
        evaluation.Slices,
        Errors = evaluation.Errors.Select(e => new
        {
            e.Row.Id,
            e.Row.Slice,
            e.Row.Context,
            e.Row.Text,
            Missed = TagMask.Format(e.Missed),
            False = TagMask.Format(e.False),
        }),
    };

    private static void Print(TagEvaluation evaluation, bool withErrors)
    {
        Console.WriteLine($"{"",-20} {"n",5} {"precision",9} {"recall",7} {"F1",6}   95 %");
        foreach (var tag in evaluation.Tags) Print(tag);
        Print(evaluation.Micro);
        Print(evaluation.Macro with { Name = $"macro ({evaluation.Macro.Positives} tags)", Positives = evaluation.Tags.Where(t => t.Positives >= TagEvaluation.MacroPositives).Sum(t => t.Positives) });
        foreach (var slice in evaluation.Slices) Print(slice with { Name = "[" + slice.Name + "]" });
        if (!withErrors) return;
        Console.WriteLine();
        foreach (var error in evaluation.Errors)
            Console.WriteLine($"{error.Row.Id}\t{error.Row.Context}\t{error.Row.Text}\tmissed: {TagMask.Format(error.Missed)}\tfalse: {TagMask.Format(error.False)}");
    }

    private static void Print(TagFigures figures) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{figures.Name,-20} {figures.Positives,5} {figures.Precision,9:0.000} {figures.Recall,7:0.000} {figures.F1,6:0.000}   {figures.Low:0.00}-{figures.High:0.00}"));
}
