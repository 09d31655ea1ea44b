using System.CommandLine;
using System.Globalization;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa sources check</c> and <c>qa sources status</c>: what is pulled, and how it fares.</summary>
internal static class SourcesCommand
{
    public static Command Create() => new("sources", "Where conversations come from") { Check(), Status() };

    private static Command Check()
    {
        var file = new Argument<string?>("file") { Description = "The site file; the one that QA_Sources names when absent", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", "Look the site file over: every problem with its line, and which secrets are set") { file };
        command.SetAction(parsed =>
        {
            var settings = AppSettings.Load();
            var path = parsed.GetValue(file) ?? settings.SourcesFile ?? throw new CommandException("There is no site file: name one, or set QA_Sources.");
            var isWhole = true;
            foreach (var source in settings.LoadSources(path))
            {
                var due = source.Schedule?.Invoke(TimeProvider.System.GetUtcNow()) is { } next ? $"next {Moment(next)}" : "with the night run";
                Console.WriteLine($"{source.Id}\t{source.Kind}\t{due}");
                foreach (var missing in source.Secrets.Where(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))))
                {
                    isWhole = false;
                    Console.Error.WriteLine($"{source.Id}: the environment variable {missing} is not set here; the source needs it where it is pulled.");
                }
            }

            return isWhole ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Show how sources fare: last success, failures in a row, next try, checkpoint");
        command.SetAction(async (_, cancel) =>
        {
            await using var database = AppSettings.Load().OpenDatabase();
            await Migrations.RunAsync(database, TimeProvider.System, cancel);
            foreach (var source in await new SourceStore(database, TimeProvider.System).StatusAsync(cancel))
            {
                Console.WriteLine(string.Join(
                    '\t',
                    source.Source,
                    source.Kind,
                    $"last success {Moment(source.LastSuccessAt)}",
                    $"failures {source.Failures}",
                    $"next {Moment(source.NextTryAt)}",
                    source.ErrorClass is null ? "well" : $"{source.ErrorClass}: {source.Error}",
                    source.Checkpoint ?? "-"));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
