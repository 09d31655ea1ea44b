using System.CommandLine;
using QaAnalyzer.Data;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.App.Commands;

/// <summary><c>qa rubric lint FILE</c> and <c>qa rubric measures</c>.</summary>
internal static class RubricCommand
{
    public static Command Create() => new("rubric", "Check rubric files and list what they can measure") { Lint(), Measures() };

    private static Command Lint()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Rubric files", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(PathWords.Validate);
        var command = new Command("lint", "Name file, line, what is wrong and how to mend it") { files };
        command.SetAction(parsed =>
        {
            var wrong = 0;
            foreach (var file in parsed.GetValue(files)!) wrong += Check(file);
            return wrong == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static int Check(FileInfo file)
    {
        if (!file.Exists)
        {
            Console.Error.WriteLine($"{file} does not exist. Name a rubric file, for example data/rubrics/process-check.v1.yaml.");
            return 1;
        }

        try
        {
            var rubric = RubricFile.Load(file.FullName);
            Console.WriteLine($"{file.Name}: {rubric.Id}, {rubric.Dimensions.Count} dimensions, {rubric.Criteria.Count()} criteria, no problems");
            return 0;
        }
        catch (DataFileException e)
        {
            foreach (var problem in e.Problems.OrderBy(p => p.Line)) Console.WriteLine(problem);
            return e.Problems.Count;
        }
    }

    private static Command Measures()
    {
        var command = new Command("measures", "List the measures that rules can use");
        command.SetAction(_ =>
        {
            foreach (var measure in MeasureCatalogue.All) Console.WriteLine(measure.Id);
            return ExitCode.Done;
        });
        return command;
    }
}
