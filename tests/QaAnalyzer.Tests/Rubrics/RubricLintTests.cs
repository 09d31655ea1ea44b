using QaAnalyzer.Data;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Tests.Rubrics;

public class RubricLintTests
{
    private const string Good = """
        id: small-form.v1
        name: {zh: 小表, en: small form}
        total:
          percent: from-lowest
          grades:
            - {id: good, name: {zh: 好, en: good}, from: 60}
            - {id: poor, name: {zh: 差, en: poor}, from: 0}
        dimensions:
          - id: all
            name: {zh: 全部, en: all}
            weight: 100
            criteria:
              - id: answered-fast
                name: {zh: 快, en: fast}
                anchors: {5: {zh: 快, en: fast}, 3: {zh: 中, en: fair}, 1: {zh: 慢, en: slow}}
                rules:
                  - scale: first-response-seconds
                    lower-is-better: true
                    chat: {5: 10, 3: 30}
              - id: polite
                name: {zh: 礼貌, en: polite}
                anchors: {5: {zh: 好, en: good}, 3: {zh: 中, en: fair}, 1: {zh: 差, en: poor}}
                rules:
                  - points: {start: 3, steps: [{when: thanks-count, add: 1}, {per: impatient-count, add: -1}]}
        """;

    [Fact]
    public void Every_threshold_is_known_and_a_misspelt_one_is_named()
    {
        const string Known = "ledger-seconds: 3, dead-air-seconds: 8, hold-seconds: 15, progress-seconds: 30, burst-seconds: 10, speech-rate-seconds: 2, overlap-seconds: 0.2";
        Assert.Empty(Lint(Good.Replace("dimensions:", $"thresholds: {{{Known}}}\ndimensions:", StringComparison.Ordinal)));
        var problems = Lint(Good.Replace("dimensions:", "thresholds: {ledger: 3}\ndimensions:", StringComparison.Ordinal));
        Assert.Contains("unknown key \"ledger\"", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_form_has_no_problems()
    {
        Assert.Empty(Lint(Good));
    }

    [Theory]
    [InlineData("first-response-seconds", "first-respons-seconds", 17, "unknown measure \"first-respons-seconds\"", "Did you mean first-response-seconds")]
    [InlineData("weight: 100", "weight: 90", 9, "sum to 90, not 100", "Change the weights")]
    [InlineData("{5: 10, 3: 30}", "{5: 30, 3: 10}", 19, "limits out of order for chat", "grow from 5 down to 2")]
    [InlineData("3: {zh: 中, en: fair}, 1: {zh: 慢, en: slow}", "3: {zh: 中, en: fair}", 15, "no anchor for 1", "Say in both languages")]
    [InlineData("{when: thanks-count, add: 1}", "{when: thank-count, add: 1}", 24, "unknown measure \"thank-count\"", "thanks-count")]
    [InlineData("{when: thanks-count, add: 1}", "{when: thanks-count}", 24, "a step without effect", "Give it `add`")]
    [InlineData("id: polite", "id: answered-fast", 20, "used twice", "id of its own")]
    [InlineData("percent: from-lowest", "percent: linear", 4, "how scores become percent", "from-lowest")]
    [InlineData("from: 0}", "from: 10}", 6, "no grade for totals below 10 %", "start at 0")]
    [InlineData("id: small-form.v1", "id: Small form", 1, "not of the form name.vN", "lower-case")]
    [InlineData("name: {zh: 快, en: fast}", "name: {zh: 快, en: fast, and more}", 14, "unknown key", "Known here")]
    [InlineData("lower-is-better: true", "lower-is-beter: true", 18, "unknown key \"lower-is-beter\"", "lower-is-better")]
    public void Every_fault_names_its_line_what_is_wrong_and_how_to_mend_it(string good, string bad, int line, string what, string mend)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var problems = Lint(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Line == line && p.What.Contains(what, StringComparison.Ordinal) && p.Mend.Contains(mend, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_criteria_on_one_fact_are_named_both()
    {
        var doubled = Good.Replace("- points: {start: 3, steps: [{when: thanks-count, add: 1}, {per: impatient-count, add: -1}]}", "- {scale: first-response-seconds, lower-is-better: true, chat: {5: 5, 3: 9}}", StringComparison.Ordinal);
        var problem = Assert.Single(Lint(doubled));
        Assert.Contains("answered-fast and polite judge the same fact", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_yaml_names_the_line()
    {
        var e = Assert.Throws<DataFileException>(() => YamlFile.Parse("x.yaml", "id: a\n  name: [b"));
        Assert.Contains("x.yaml line", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_a_file_are_told_at_once()
    {
        Assert.True(Lint(Good.Replace("weight: 100", "weight: 90", StringComparison.Ordinal).Replace("thanks-count", "thank-count", StringComparison.Ordinal)).Count == 2);
    }

    [Fact]
    public void The_shipped_forms_load_and_carry_the_criteria_of_the_templates()
    {
        Assert.Equal(
            ["communication-record.v1", "helpdesk-quality.v1", "incoming-call.v1", "process-check.v1", "satisfaction-standard.v1", "service-process.v1"],
            Product.Rubrics.All.Select(r => r.Id));
        Assert.Equal(
            ["response-timeliness", "issue-understanding", "professional-knowledge", "empathy", "solution-effectiveness", "service-norms"],
            Product.Rubric("communication-record").Criteria.Select(c => c.Id));
        Assert.Equal(
            ["opening-greeting", "need-recorded", "friendly-tone", "polite-expressions", "response-time", "solved-in-one-go", "follow-up", "beyond-expectation"],
            Product.Rubric("process-check").Criteria.Select(c => c.Id));
        Assert.Equal([25, 20, 30, 25], Product.Rubric("satisfaction-standard").Dimensions.Select(d => d.Weight));
    }

    [Fact]
    public void A_name_without_version_means_the_newest()
    {
        var v1 = Product.Rubric("process-check.v1");
        var catalog = new RubricCatalog([v1, v1 with { Id = "process-check.v10" }, v1 with { Id = "process-check.v9" }]);
        Assert.Equal("process-check.v10", catalog.Find("process-check")!.Id);
        Assert.Null(catalog.Find("no-such-form"));
    }

    private static List<DataProblem> Lint(string yaml)
    {
        var file = YamlFile.Parse("small-form.v1.yaml", yaml);
        RubricLint.Check(file, RubricFile.Read(file));
        return file.Problems;
    }
}
