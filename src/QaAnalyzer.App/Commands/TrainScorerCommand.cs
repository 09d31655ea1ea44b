using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using QaAnalyzer.Learning;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa train scorer --rubric ID --data FILE… --out FILE</c>: learns a centre's own scale from its reviews.</summary>
internal static class TrainScorerCommand
{
    public static Command Create()
    {
        var rubric = new Option<string>("--rubric") { Description = "Rubric id; the newest version when none is given", Required = true };
        var data = ReviewedData.Option();
        var output = new Option<FileInfo>("--out") { Description = "Scorer file to write", Required = true };
        var command = new Command("scorer", "Train a scorer on conversations with reviews") { rubric, data, output };
        command.SetAction(parsed =>
        {
            var watch = Stopwatch.StartNew();
            var files = parsed.GetValue(data)!;
            var build = ReviewedData.Read(parsed.GetValue(rubric)!, files);
            if (build.Problem is { } problem) throw new CommandException($"{string.Join(", ", files.Select(f => f.Name))}: {problem}. Add conversations with `reviews`.");
            var to = parsed.GetValue(output)!;
            to.Directory!.Create();
            var origin = build.Train([.. files.Select(f => f.Name)], DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), to.FullName);
            to.Refresh();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"trained {origin.Id} on {origin.Reviews} reviews of {origin.Conversations} conversations in {watch.Elapsed.TotalSeconds:0.0} s, {to.Length / 1e6:0.0} MB"));
            return ExitCode.Done;
        });
        return command;
    }
}
