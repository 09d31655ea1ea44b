using System.Text.Json;

namespace QaAnalyzer.Tests.Commands;

public class EvaluateOverlapsCommandTests
{
    private const string Listening = """{"id":"shop-a-1","channel":"call","utterances":[{"speaker":"customer","text":"我上个月办的套餐一直没生效","start":0,"end":8},{"speaker":"agent","text":"嗯嗯","start":3,"end":3.4}]}""";
    private const string Interrupting = """{"id":"shop-b-1","channel":"call","utterances":[{"speaker":"customer","text":"这个钱不应该我出，因为","start":0,"end":4},{"speaker":"agent","text":"不是，合同里写明的","start":3.5,"end":8},{"speaker":"customer","text":"因为是你们弄坏的","start":8.2,"end":11}]}""";
    private const string Header = "id\ttargetUtterance\tfloorUtterance\tbackchannel\tinterrupted";

    [Fact]
    public async Task Figures_of_the_shipped_points_are_counted_against_the_labels()
    {
        using var qa = new Qa();
        qa.Write("calls.jsonl", Listening, Interrupting);
        qa.Write("gold.tsv", Header, "shop-a-1\t1\t0\t1\t0", "shop-b-1\t1\t0\t1\t1");
        var ended = await qa.RunAsync("evaluate", "overlaps", "calls.jsonl", "--gold", "gold.tsv");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal("2 labelled onsets, 0 of them not seen as overlaps", ended.Lines[0]);
        Assert.EndsWith("backchannel       2     1.000   0.500  0.667", ended.Lines[2], StringComparison.Ordinal);
        Assert.EndsWith("interruption      1     1.000   1.000  1.000", ended.Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folds_add_figures_chosen_on_other_recordings()
    {
        using var qa = new Qa();
        var ids = Enumerable.Range(0, 12).ToList();
        qa.Write("calls.jsonl", [.. ids.Select(i => (i % 2 == 0 ? Listening : Interrupting).Replace(i % 2 == 0 ? "shop-a-1" : "shop-b-1", $"day{i / 4}-{i}", StringComparison.Ordinal))]);
        qa.Write("gold.tsv", [Header, .. ids.Select(i => $"day{i / 4}-{i}\t1\t0\t{1 - (i % 2)}\t{i % 2}")]);
        var ended = await qa.RunAsync("evaluate", "overlaps", "calls.jsonl", "--gold", "gold.tsv", "--folds", "3", "--json");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        var figures = JsonDocument.Parse(ended.Output).RootElement.GetProperty("figures");
        Assert.Equal(["shipped", "held-out limits", "held-out points"], figures.EnumerateObject().Select(p => p.Name));
        Assert.All(figures.EnumerateObject().SelectMany(p => p.Value.EnumerateArray()), f => Assert.Equal(1, f.GetProperty("f1").GetDouble()));
    }

    [Theory]
    [InlineData("shop-a-1\tx\t0\t1\t0", "gold.tsv line 2: expected the index of an utterance, got \"x\"")]
    [InlineData("shop-a-1\t1\t0\tyes\t0", "gold.tsv line 2: expected 0 or 1 for backchannel, got \"yes\"")]
    [InlineData("shop-a-1\t7\t0\t1\t0", "labels utterance 7 of shop-a-1, which has 2")]
    [InlineData("shop-z-9\t1\t0\t1\t0", "labels the call shop-z-9, which is not among the conversations")]
    public async Task A_label_that_cannot_be_used_is_named(string label, string expected)
    {
        using var qa = new Qa();
        qa.Write("calls.jsonl", Listening);
        qa.Write("gold.tsv", Header, label);
        var ended = await qa.RunAsync("evaluate", "overlaps", "calls.jsonl", "--gold", "gold.tsv");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
    }
}
