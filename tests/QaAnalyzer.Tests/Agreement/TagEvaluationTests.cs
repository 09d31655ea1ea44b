using QaAnalyzer.Agreement;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Agreement;

public class TagEvaluationTests
{
    [Fact]
    public void Precision_recall_and_f1_count_rows_and_leave_ignored_tags_out()
    {
        var evaluation = new TagEvaluation([
            Row("greeting", "", "greeting"),
            Row("greeting", "", ""),
            Row("", "", "greeting"),
            Row("", "greeting", "greeting"),
        ]);
        var greeting = Assert.Single(evaluation.Tags);
        Assert.Equal((2, 0.5, 0.5, 0.5), (greeting.Positives, greeting.Precision, greeting.Recall, greeting.F1));
        Assert.InRange(greeting.Low, 0, 0.5);
        Assert.InRange(greeting.High, 0.5, 1);
        Assert.Equal(2, evaluation.Errors.Count());
    }

    [Fact]
    public void Macro_counts_only_tags_with_eight_positives()
    {
        var rows = Enumerable.Repeat(Row("thanks", "", "thanks"), 8).Concat(Enumerable.Repeat(Row("blame", "", ""), 7)).ToList();
        Assert.Equal((1, 1.0), (new TagEvaluation(rows).Macro.Positives, new TagEvaluation(rows).Macro.F1));
    }

    [Fact]
    public void A_faulty_file_names_the_line()
    {
        using var folder = new TestFolder();
        var path = folder.Write("rows.tsv", "id\trole\tcontext\ttext\ttags\nr1\tagent\t\t您好\tgreeting\nr2\tagent\t\t您好\tgratitude\n");
        Assert.Contains("line 3", Assert.Throws<DataFileException>(() => TrainingRow.Load(path)).Message, StringComparison.Ordinal);
    }

    private static TaggedRow Row(string tags, string ignored, string found) => new(
        new("r", Speaker.Agent, "", "x", TagMask.Parse(tags, Speaker.Agent)!.Value, TagMask.Parse(ignored, Speaker.Agent)!.Value, ""),
        TagMask.Parse(found, Speaker.Agent)!.Value);
}
