using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa train</c>; here <c>qa train tagger</c>: rebuilds the tagger from its training rows, bit for bit.</summary>
internal static class TrainCommand
{
    public static Command Create() => new("train", "Build models from data") { Tagger(), TrainScorerCommand.Create(), TrainMoodCommand.Create() };

    private static Command Tagger()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder of training rows", DefaultValueFactory = _ => new(Path.Combine("data", "training")) }.AcceptExistingOnly();
        var engineName = new Option<string>("--engine") { Description = "Tagger engine", DefaultValueFactory = _ => TaggerEngine.Builtin.Name };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Folder of the model; its name is the model's id [default: the engine's own under models]" };
        var share = new Option<double>("--share") { Description = "Use only this share of the rows, for learning curves", DefaultValueFactory = _ => 1 };
        share.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 1)) result.AddError("--share: expected a share above 0 and at most 1");
        });
        var command = new Command("tagger", "Train the text classifier on labelled utterances") { data, engineName, output, share };
        command.SetAction(parsed =>
        {
            var watch = Stopwatch.StartNew();
            var engine = TaggerEngines.Find(parsed.GetValue(engineName)!, "--engine");
            var folder = parsed.GetValue(output) ?? new(Path.Combine("models", engine.ModelId));
            var rows = TaggerBuild.LoadRows(parsed.GetValue(data)!.FullName);
            if (rows.Count == 0) throw new CommandException($"{parsed.GetValue(data)} holds no .tsv files. Name the folder of training rows with --data.");
            rows = TaggerBuild.Share(rows, parsed.GetValue(share));
            engine.Train(rows, AppSettings.Load().PhraseFolder, folder.FullName);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trained {folder.Name} on {rows.Count} rows in {watch.Elapsed.TotalSeconds:0.0} s"));
            return ExitCode.Done;
        });
        return command;
    }
}
