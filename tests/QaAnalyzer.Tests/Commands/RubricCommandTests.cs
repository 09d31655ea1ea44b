using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Tests.Commands;

public class RubricCommandTests
{
    [Fact]
    public async Task Every_shipped_rubric_passes_the_lint()
    {
        using var qa = new Qa();
        var files = Directory.GetFiles(Path.Combine(Product.DataFolder, "rubrics"), "*.yaml");
        var ended = await qa.RunAsync(["rubric", "lint", .. files]);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(files.Length, ended.Lines.Count);
        Assert.All(ended.Lines, line => Assert.EndsWith("no problems", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_rubric_is_refused_with_the_line_of_each_problem()
    {
        using var qa = new Qa();
        var good = await File.ReadAllLinesAsync(Path.Combine(Product.DataFolder, "rubrics", "process-check.v1.yaml"));
        var line = Array.FindIndex(good, l => l.Contains("agent-interruption-count", StringComparison.Ordinal));
        good[line] = good[line].Replace("agent-interruption-count", "agent-interruptoin-count", StringComparison.Ordinal);
        qa.Write("process-check.v1.yaml", good);
        var ended = await qa.RunAsync("rubric", "lint", "process-check.v1.yaml");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains($"process-check.v1.yaml line {line + 1}:", ended.Output, StringComparison.Ordinal);
        Assert.Contains("agent-interruptoin-count", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_measures_are_those_of_the_catalogue()
    {
        using var qa = new Qa();
        Assert.Equal(MeasureCatalogue.All.Select(m => m.Id), (await qa.RunAsync("rubric", "measures")).Lines);
    }
}
