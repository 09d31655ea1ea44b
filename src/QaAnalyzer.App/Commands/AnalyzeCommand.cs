using System.CommandLine;
using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa analyze PATH… --rubric ID [--scorer FILE] [--out FILE]</c>: files in, analysis lines out, no database.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var transcripts = new TranscriptArguments();
        var rubric = new Option<string[]>("--rubric") { Description = "Rubric id; the newest version when none is given", DefaultValueFactory = _ => ["process-check"] };
        var scorer = new Option<FileInfo?>("--scorer") { Description = "Scorer of qa train scorer; it speaks for the criteria it has learned" };
        var output = new Option<FileInfo?>("--out") { Description = "Write to a file instead of standard output" };
        var quarantine = new Option<FileInfo?>("--quarantine") { Description = "Write records that cannot be read to a file, one JSON object a line" };
        var language = new Option<string?>("--language") { Description = "Language of the sentences, zh or en; by conversation when absent" };
        language.AcceptOnlyFromAmong("zh", "en");
        var command = new Command("analyze", "Analyse transcripts without a database and print one analysis a line") { rubric, scorer, output, quarantine, language };
        transcripts.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = AppSettings.Load();
            var catalog = settings.LoadRubrics();
            var detectors = settings.LoadDetectors();
            var site = settings.LoadSite();
            var learned = parsed.GetValue(scorer) is { } scorerFile ? LearnedScorer.Load(scorerFile.FullName) : null;
            var pipelines = parsed.GetValue(rubric)!.Select(id => Pipeline(AppSettings.Find(catalog, id), detectors, site, learned, parsed.GetValue(scorer))).ToList();
            var import = new TranscriptImport(transcripts.Options(parsed, settings));

            await using var rejects = new RejectWriter(parsed.GetValue(quarantine));
            await using var to = parsed.GetValue(output) is { } file ? file.Create() : Console.OpenStandardOutput();
            bool? chinese = parsed.GetValue(language) is { } chosen ? chosen == "zh" : null;
            await StatelessAnalysis.RunAsync(pipelines, Accept(import.Read(transcripts.Paths(parsed)), rejects), chinese, to, cancel);

            await Console.Error.WriteLineAsync(
                $"read {import.Total} = accepted {import.Accepted} + duplicate {import.Duplicates} + quarantined {import.Quarantined}");
            return import.Accepted > 0 || import.Total == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static AnalysisPipeline Pipeline(Rubric rubric, IReadOnlyList<ISignalDetector> detectors, SiteSettings site, LearnedScorer? scorer, FileInfo? file)
    {
        var pipeline = new AnalysisPipeline(rubric, detectors, site, scorer);
        return scorer?.Mismatch(rubric, pipeline.Tagger) is { } why
            ? throw new CommandException($"The scorer {file} cannot be used: {why}. Train one with `qa train scorer --rubric {rubric.Id}`.")
            : pipeline;
    }

    private static IEnumerable<Conversation> Accept(IEnumerable<TranscriptRecord> records, RejectWriter rejects)
    {
        foreach (var record in records)
        {
            if (record is Accepted accepted) yield return accepted.Conversation;
            else rejects.Write(record);
        }
    }
}
