using System.Text.RegularExpressions;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Timing;
using QaAnalyzer.Signals.Timing.Overlaps;

namespace QaAnalyzer.Tests.Signals.Timing.Overlaps;

public partial class OverlapReasonTests
{
    [Fact]
    public void The_reason_names_who_when_how_long_who_stopped_what_was_left_and_the_return()
    {
        var talk = Talk.Call("customer 0-4.2: 这个钱不应该我出，因为", "agent 3.78-8: 不是，合同里写明的", "customer 8.4-12: 因为是你们的师傅弄坏的");
        var reason = Signal(talk, "interruption").Reason;
        Assert.StartsWith(
            "takes the floor: agent came in at 3780 ms over #1, both spoke 420 ms, the customer stopped 420 ms later, the sentence was left at \"因为\", came back to it in #3 (\"因为\"). Counted: base",
            reason.En,
            StringComparison.Ordinal);
        Assert.StartsWith("抢过话头：客服在 3780 毫秒处插入第 1 句，重叠 420 毫秒，客户 420 毫秒后停下，话停在“因为”，第 3 句又接上（“因为”）。计分：起点", reason.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_floor_that_goes_on_did_not_stop()
    {
        var reason = Signal(Talk.Call("customer 0-8: 我上个月办的套餐一直没生效", "agent 3-3.4: 嗯嗯"), "backchannel").Reason;
        Assert.Contains("both spoke 400 ms, the customer did not stop", reason.En, StringComparison.Ordinal);
        Assert.Contains("重叠 400 毫秒，客户没有停", reason.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_is_never_both_and_the_fact_carries_both_probabilities()
    {
        foreach (var example in OverlapCase.All)
        {
            var signals = Product.Analyze(example.Call).Signals.Where(s => s.Utterance == example.Incoming).ToList();
            Assert.True(signals.Count(s => s.Tag is "backchannel" or "interruption") <= 1, example.ToString());
            Assert.Matches(@"\(backchannel [01]\.\d\d, interruption [01]\.\d\d\)$", signals.Single(s => s.Tag == "overlap").Reason.En);
        }
    }

    [Fact]
    public void Every_cue_speaks_Chinese_in_Chinese_and_English_in_English()
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        var (overlaps, text) = (OverlapDetector.Load(Path.Combine(Product.DataFolder, "timing")), Product.Text);
        foreach (var example in OverlapCase.All)
        {
            var context = new AnalysisContext(example.Call, Product.Rubric("process-check").Thresholds);
            text.Detect(context);
            foreach (var scene in overlaps.Scenes(context))
            {
                foreach (var cue in OverlapCues.All.Where(c => c.Strength(scene) > 0))
                {
                    var says = cue.Says(scene);
                    Assert.DoesNotMatch("the floor|the agent|the customer|speaks", says.Zh);
                    Assert.DoesNotMatch("[方客句秒]", Quoted().Replace(says.En, ""));
                    said.Add(cue.Id);
                }
            }
        }

        Assert.True(said.Count > 30, $"only {string.Join(", ", said)} were seen");
    }

    [Fact]
    public void A_protest_of_the_customer_makes_an_interruption_likelier()
    {
        double With(string next) => Probability(Talk.Call("customer 0-5: 那天在店里我就问过", "agent 4.4-9: 店里的情况我们这边查不到", "customer 9.2-12: " + next));
        Assert.True(With("你能不能让我把话说完") > With("那你帮我问一下店里") + 0.2);
    }

    [Fact]
    public void A_wrong_cue_or_limit_in_the_data_is_named_with_its_line()
    {
        var folder = Directory.CreateTempSubdirectory("timing");
        try
        {
            File.Copy(Path.Combine(Product.DataFolder, "timing", "overlap-words.yaml"), Path.Combine(folder.FullName, "overlap-words.yaml"));
            File.WriteAllText(Path.Combine(folder.FullName, "overlaps.yaml"), """
                backchannel: {base: -2, at-least: {agent: 1.5, customer: 0.5}, points: {only-listning: 4}}
                interruption: {base: -3, at-least: {agent: 0.3, customer: 0.3}, points: {dangling: much}}
                """);
            var problems = Assert.Throws<DataFileException>(() => OverlapDetector.Load(folder.FullName)).Problems;
            Assert.Equal(["overlaps.yaml:1 unknown cue \"only-listning\"", "overlaps.yaml:1 a probability of 1.5", "overlaps.yaml:2 expected points, got \"much\""], problems.Select(p => $"{p.File}:{p.Line} {p.What}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    private static Signal Signal(Conversation talk, string tag) => Product.Analyze(talk).Signals.Single(s => s.Tag == tag);

    private static double Probability(Conversation talk)
    {
        var overlaps = OverlapDetector.Load(Path.Combine(Product.DataFolder, "timing"));
        var context = new AnalysisContext(talk, Product.Rubric("process-check").Thresholds);
        Product.Text.Detect(context);
        return OverlapVerdict.Of(overlaps.Scenes(context).Single(), overlaps.Model).Interruption;
    }
}
