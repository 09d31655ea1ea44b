using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.App.Commands;

/// <summary>
/// <c>qa train mood</c>: rebuilds the shipped mood model from the training rows, bit for bit; with <c>--data</c> and <c>--gold</c> from a
/// centre's own labelled conversations.
/// </summary>
internal static class TrainMoodCommand
{
    public static Command Create()
    {
        var rows = new Option<DirectoryInfo>("--rows") { Description = "Folder of training rows, when no --data is given", DefaultValueFactory = _ => new(Path.Combine("data", "training")) };
        var data = new Option<FileInfo[]>("--data") { Description = "Conversations in the native format (.jsonl)", AllowMultipleArgumentsPerToken = true }.AcceptExistingOnly();
        var gold = new Option<FileInfo[]>("--gold") { Description = "Labelled customer utterances: id, utterance, satisfaction, separated by tabs", AllowMultipleArgumentsPerToken = true }.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the model; its name is the model's id", DefaultValueFactory = _ => new(Path.Combine("models", "mood.v1")) };
        var command = new Command("mood", "Train the model of the customer's mood") { rows, data, gold, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(data) is { Length: > 0 } != result.GetValue(gold) is { Length: > 0 }) result.AddError("--data and --gold go together");
        });
        command.SetAction(parsed =>
        {
            var watch = Stopwatch.StartNew();
            var build = parsed.GetValue(data) is { Length: > 0 } files ? MoodData.Read(files, parsed.GetValue(gold)!) : OfRows(parsed.GetValue(rows)!);
            if (build.Groups < MoodBuild.LeastGroups)
                throw new CommandException($"A mood model needs labelled utterances of at least {MoodBuild.LeastGroups} conversations, there are {build.Groups}.");
            var to = parsed.GetValue(output)!;
            var figures = build.Train(to.FullName);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"trained {to.Name} on {build.Utterances} utterances in {watch.Elapsed.TotalSeconds:0.0} s, cross-validated macro-F1 {figures.MacroF1:0.000}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static MoodBuild OfRows(DirectoryInfo folder)
    {
        if (!folder.Exists) throw new CommandException($"There is no folder {folder}. Name the folder of training rows with --rows, or conversations with --data and --gold.");
        return MoodBuild.Of(TaggerBuild.LoadRows(folder.FullName));
    }
}
