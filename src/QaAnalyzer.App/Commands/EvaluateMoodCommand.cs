using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa evaluate mood FILE.jsonl --gold FILE.tsv</c>: a model's moods against what people said, or cross-validation with <c>--folds</c>.</summary>
internal static class EvaluateMoodCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Conversations in the native format (.jsonl)" }.AcceptExistingOnly();
        var gold = new Option<FileInfo>("--gold") { Description = "Labelled customer utterances: id, utterance, satisfaction, separated by tabs", Required = true }.AcceptExistingOnly();
        var folds = new Option<int?>("--folds") { Description = "Train on these conversations too, in so many parts, and report what was held out" };
        folds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 2 or > 20) result.AddError("--folds: expected 2 to 20");
        });
        var partition = PartitionOption.Create();
        var model = new Option<DirectoryInfo?>("--model") { Description = "Folder of a mood model; the shipped one when absent" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("mood", "Accuracy and F1 of the customer's mood, by utterance") { file, gold, folds, partition, model, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(folds) is not null && result.GetValue(model) is not null) result.AddError("--folds trains models of its own; give it or --model");
            if (result.GetValue(folds) is null && result.GetResult(partition) is { Implicit: false }) result.AddError("--partition parts conversations into folds; give --folds as well");
        });
        command.SetAction(parsed =>
        {
            var build = MoodData.Read([parsed.GetValue(file)!], [parsed.GetValue(gold)!]);
            var parts = parsed.GetValue(folds);
            if (build.Groups < (parts ?? 1)) throw new CommandException($"{parts} parts need as many labelled conversations, there are {build.Groups}.");
            var figures = parts is { } count
                ? build.CrossValidate(count, parsed.GetValue(partition))
                : build.Evaluate(MoodReader.Load(parsed.GetValue(model)?.FullName ?? AppSettings.Load().MoodFolder));
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(figures, Json));
            else Print(figures);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(MoodFigures figures)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures.Count} utterances, accuracy {figures.Accuracy:0.000}, macro-F1 {figures.MacroF1:0.000}"));
        Console.WriteLine($"{"said \\ told",-14}{string.Concat(Enum.GetNames<Mood>().Select(n => $"{n,14}"))}{"F1",8}");
        foreach (var mood in Enum.GetValues<Mood>())
        {
            var row = figures.Confusion[(int)mood];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mood,-14}{row[0],14}{row[1],14}{row[2],14}{figures.F1[(int)mood],8:0.000}"));
        }
    }
}
