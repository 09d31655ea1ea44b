using System.CommandLine;
using System.CommandLine.Help;
using QaAnalyzer.App;
using QaAnalyzer.App.Commands;

var root = new RootCommand("QaAnalyzer: drafts scores for every chat and call of a service centre, for evaluators to confirm.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    WorkerCommand.Create(),
    ImportCommand.Create(),
    AnalyzeCommand.Create(),
    RunCommand.Create(),
    TrainCommand.Create(),
    EvaluateCommand.Create(),
    ExplainCommand.Create(),
    RubricCommand.Create(),
    SourcesCommand.Create(),
    ApiKeyCommand.Create(),
    MigrateCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
    await Console.Error.WriteLineAsync("Run with --help to see what is expected.");
    return ExitCode.Usage;
}

try
{
    // Asked to stop, a process gets as long as a host takes at most to end its jobs.
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
}
catch (Exception e) when (Refusal.Of(e) is { } refusal)
{
    await Console.Error.WriteLineAsync(refusal);
    return ExitCode.Failed;
}
