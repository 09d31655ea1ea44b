using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using QaAnalyzer.Agreement;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa evaluate overlaps FILE.jsonl --gold FILE.tsv</c>: backchannels and interruptions against labelled onsets.</summary>
internal static class EvaluateOverlapsCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Calls in the native format (.jsonl)" }.AcceptExistingOnly();
        var gold = new Option<FileInfo>("--gold") { Description = "Labelled onsets: id, targetUtterance, floorUtterance, backchannel, interrupted, separated by tabs", Required = true }.AcceptExistingOnly();
        var folds = new Option<int?>("--folds") { Description = "Also choose limits and points on the other recordings, in so many folds, and report the held-out figures" };
        var refit = new Option<bool>("--refit") { Description = "Also print the points that these labels would give" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        folds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 2) result.AddError("--folds needs a number of at least 2");
        });
        var command = new Command("overlaps", "Precision, recall and F1 of backchannels and interruptions") { file, gold, folds, refit, json };
        command.SetAction(parsed =>
        {
            try
            {
                var evaluation = Evaluate(parsed.GetValue(file)!.FullName, parsed.GetValue(gold)!.FullName);
                var parts = Parts(evaluation, parsed.GetValue(folds));
                if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(new { evaluation.Onsets, evaluation.Unseen, Figures = parts }, Json));
                else Print(evaluation, parts);
                if (parsed.GetValue(refit)) Console.WriteLine(evaluation.Refitted());
                return ExitCode.Done;
            }
            catch (FormatException e)
            {
                throw new CommandException(e.Message);
            }
        });
        return command;
    }

    private static OverlapEvaluation Evaluate(string calls, string gold)
    {
        var settings = AppSettings.Load();
        var conversations = new Dictionary<string, Conversation>(StringComparer.Ordinal);
        foreach (var result in new TranscriptImport(new()).Read([calls]))
        {
            if (result is not Accepted accepted) throw new FormatException($"{calls} holds something that is no conversation: {result}");
            if (!conversations.TryAdd(accepted.Conversation.Id, accepted.Conversation)) throw new FormatException($"{calls} holds the call {accepted.Conversation.Id} twice");
        }

        return new(conversations, OverlapGold.Read(gold), [TextDetector.Load(settings.PhraseFolder, settings.LoadClassifier())], settings.LoadOverlaps());
    }

    private static Dictionary<string, IReadOnlyList<VerdictFigures>> Parts(OverlapEvaluation evaluation, int? folds)
    {
        var parts = new Dictionary<string, IReadOnlyList<VerdictFigures>>(StringComparer.Ordinal) { ["shipped"] = evaluation.Shipped() };
        if (folds is not { } count) return parts;
        parts.Add("held-out limits", evaluation.HeldOut(count, refit: false));
        parts.Add("held-out points", evaluation.HeldOut(count, refit: true));
        return parts;
    }

    private static void Print(OverlapEvaluation evaluation, Dictionary<string, IReadOnlyList<VerdictFigures>> parts)
    {
        Console.WriteLine($"{evaluation.Onsets} labelled onsets, {evaluation.Unseen} of them not seen as overlaps");
        Console.WriteLine($"{"",-16} {"",-13} {"n",5} {"precision",9} {"recall",7} {"F1",6}");
        foreach (var (part, figures) in parts)
        {
            foreach (var f in figures)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part,-16} {f.Name,-13} {f.Positives,5} {f.Precision,9:0.000} {f.Recall,7:0.000} {f.F1,6:0.000}"));
        }
    }
}
