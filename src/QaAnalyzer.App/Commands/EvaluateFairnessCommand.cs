using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa evaluate fairness --rubric ID [--scorer FILE] PATH…</c>: drafts that change when only names, gender words, honorifics, dialect words or the agent's id do.</summary>
internal static class EvaluateFairnessCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var transcripts = new TranscriptArguments();
        var rubric = new Option<string>("--rubric") { Description = "Rubric id; the newest version when none is given", Required = true };
        var scorer = new Option<FileInfo?>("--scorer") { Description = "Scorer of qa train scorer; the rubric's rules alone when absent" };
        var json = new Option<bool>("--json") { Description = "Print JSON, with the ids of the conversations whose drafts change" };
        var command = new Command("fairness", "Share of drafts that change with words that say who somebody is; fails above 1 %") { rubric, scorer, json };
        transcripts.AddTo(command);
        command.SetAction(parsed =>
        {
            var settings = AppSettings.Load();
            var pipeline = Pipeline(settings, parsed.GetValue(rubric)!, parsed.GetValue(scorer));
            var import = new TranscriptImport(transcripts.Options(parsed, settings));
            var report = FairnessCheck.Of(pipeline, import.Read(transcripts.Paths(parsed)).Select(Accept).OfType<Conversation>(), settings.LoadFairness());
            if (report.Conversations == 0) throw new CommandException("The files hold no conversation that could be read.");
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(report, Json));
            else Print(report);
            return report.Passes ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static AnalysisPipeline Pipeline(AppSettings settings, string rubric, FileInfo? file)
    {
        var form = AppSettings.Find(settings.LoadRubrics(), rubric);
        var scorer = file is null ? null : LearnedScorer.Load(file.FullName);
        var pipeline = new AnalysisPipeline(form, settings.LoadDetectors(), settings.LoadSite(), scorer);
        return scorer?.Mismatch(form, pipeline.Tagger) is { } why
            ? throw new CommandException($"The scorer {file} cannot be used: {why}. Train one with `qa train scorer --rubric {form.Id}`.")
            : pipeline;
    }

    /// <summary>A gate that leaves out what it could not read would let that through.</summary>
    private static Conversation? Accept(TranscriptRecord record) => record switch
    {
        Accepted accepted => accepted.Conversation,
        Rejected rejected => throw new CommandException($"{rejected.File} line {rejected.Line}: {rejected.Reason}"),
        _ => null,
    };

    private static void Print(FairnessReport report)
    {
        Console.WriteLine("criterion\tswap\tn\tchanged\tshare");
        foreach (var f in report.Figures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{f.Criterion}\t{f.Kind}\t{f.Swapped}\t{f.Changed.Count}\t{(f.Swapped == 0 ? "-" : f.Share.ToString("0.0000", CultureInfo.InvariantCulture))}"));
        Console.Error.WriteLine($"{(report.Passes ? "passes" : "fails")}: {report.Verdict.En} ({report.Conversations} conversations)");
    }
}
