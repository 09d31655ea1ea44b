using System.CommandLine;
using System.CommandLine.Help;
using QaAnalyzer.App;
using QaAnalyzer.App.Commands;
using QaAnalyzer.Data;
using QaAnalyzer.Signals.Text.Tagging;

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
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is CommandException or DataFileException or ModelException or ArgumentException { ParamName: null })
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitCode.Failed;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return ExitCode.Failed;
}
