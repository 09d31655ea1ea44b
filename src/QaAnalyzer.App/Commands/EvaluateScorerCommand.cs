using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using QaAnalyzer.Learning;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa evaluate scorer --rubric ID --data FILE…</c>: what a scorer trained on these reviews would be worth, by cross-validation.</summary>
internal static class EvaluateScorerCommand
{
    private static readonly int?[] CurveSizes = [50, 100, 200, 400, 800];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var rubric = new Option<string>("--rubric") { Description = "Rubric id; the newest version when none is given", Required = true };
        var data = ReviewedData.Option();
        var folds = new Option<int>("--folds") { Description = "Parts of the cross-validation, by conversation", DefaultValueFactory = _ => 5 };
        folds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 20) result.AddError("--folds: expected 2 to 20");
        });
        var partition = PartitionOption.Create();
        var curve = new Option<bool>("--curve") { Description = "Also train on 50, 100, 200, 400 and 800 conversations" };
        var one = new Option<bool>("--one-evaluator") { Description = "Train on one evaluator per conversation; the mean of all stays the truth" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("scorer", "Cross-validate a scorer: rank correlation, distances, agreement, coverage") { rubric, data, folds, partition, curve, one, json };
        command.SetAction(parsed =>
        {
            var build = ReviewedData.Read(parsed.GetValue(rubric)!, parsed.GetValue(data)!);
            if (build.Problem is { } problem) throw new CommandException(problem + ". Add conversations with `reviews`.");
            int?[] sizes = parsed.GetValue(curve) ? [.. CurveSizes.Where(s => s < build.Conversations * (1 - (1.0 / parsed.GetValue(folds)))), null] : [null];
            var runs = new List<Run>();
            if (!parsed.GetValue(json)) Console.WriteLine("trained-on\tcriterion\tn\tspearman\tNMD\tRSNOD\tweighted-kappa\texact\twithin-one\tcoverage\tcoverage-of-mean\tset-size\tabstained\tseconds");
            foreach (var size in sizes)
            {
                var watch = Stopwatch.StartNew();
                var figures = build.Evaluate(parsed.GetValue(folds), size, parsed.GetValue(one), parsed.GetValue(partition));
                runs.Add(new(size?.ToString(CultureInfo.InvariantCulture) ?? "all", Math.Round(watch.Elapsed.TotalSeconds, 1), figures));
                if (!parsed.GetValue(json)) Print(runs[^1]);
            }

            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(runs, Json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(Run run)
    {
        foreach (var f in run.Criteria)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.TrainedOn}\t{f.Criterion}\t{f.Count}\t{f.Spearman:0.000}\t{f.MatchDistance:0.0000}\t{f.Divergence:0.0000}\t{f.Scores.WeightedKappa:0.000}\t{f.Scores.Exact:0.000}\t{f.Scores.WithinOne:0.000}\t{f.Coverage:0.000}\t{f.MeanCoverage:0.000}\t{f.SetSize:0.00}\t{f.Abstained:0.000}\t{run.Seconds:0.0}"));
        }
    }

    private sealed record Run(string TrainedOn, double Seconds, IReadOnlyList<ScorerFigures> Criteria);
}
