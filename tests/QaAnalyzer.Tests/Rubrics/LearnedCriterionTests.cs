using QaAnalyzer.Data;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Tests.Rubrics;

public sealed class LearnedCriterionTests
{
    [Fact]
    public void A_learned_criterion_needs_no_rules_and_must_not_have_any()
    {
        var good = File.ReadAllText(Path.Combine(Product.DataFolder, "rubrics", "helpdesk-quality.v1.yaml"));
        Assert.Empty(Lint(good));
        Assert.Equal(3, Lint(good.Replace("learned: true", "weight: 1", StringComparison.Ordinal)).Count(p => p.What.Contains("neither rules nor", StringComparison.Ordinal)));
        Assert.Equal(3, Lint(good.Replace("learned: true", "learned: perhaps", StringComparison.Ordinal)).Count(p => p.What.Contains("expected true or false, got \"perhaps\"", StringComparison.Ordinal)));
        Assert.Equal(3, Lint(good.Replace("learned: true", "learned: true\n        not-assessable: {zh: 无, en: none}", StringComparison.Ordinal)).Count(p => p.What.Contains("is learned only", StringComparison.Ordinal)));
    }

    private static IReadOnlyList<DataProblem> Lint(string yaml)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, yaml);
            RubricFile.Load(path);
            return [];
        }
        catch (DataFileException e)
        {
            return e.Problems;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
