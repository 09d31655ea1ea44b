namespace QaAnalyzer.Tests.Commands;

public class EvaluateTagsCommandTests
{
    private static readonly string[] Rows =
    [
        "id\trole\tcontext\ttext\ttags",
        "r-1\tagent\t\t您好，很高兴为您服务\tgreeting",
        "r-2\tcustomer\t\t我要投诉你们，叫你们经理来\tescalation",
    ];

    [Fact]
    public async Task Engines_are_printed_side_by_side_with_their_speed()
    {
        using var qa = new Qa();
        const string Engines = "builtin,phrases";
        var ended = await qa.RunAsync("evaluate", "tags", qa.Write("rows.tsv", Rows), "--engine", Engines);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(["F1", "(95", "%)", "n", .. Engines.Split(',')], Words(ended.Lines[0]));
        Assert.Contains(ended.Lines, l => l.StartsWith("greeting ", StringComparison.Ordinal) && l.Contains("1.000", StringComparison.Ordinal));
        var speed = Words(ended.Lines[^1]);
        Assert.Equal("utterances/s", speed[0]);
        Assert.Equal(Engines.Split(',').Length, speed.Skip(1).Count(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture) > 0));
    }

    [Fact]
    public async Task An_unknown_engine_ends_with_a_sentence()
    {
        using var qa = new Qa();
        var ended = await qa.RunAsync("evaluate", "tags", qa.Write("rows.tsv", Rows), "--engine", "builtin,oracle");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("--engine names no tagger engine: \"oracle\"", ended.Error, StringComparison.Ordinal);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
