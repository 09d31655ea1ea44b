using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Tests.Learning;

public sealed class ConversationViewsTests
{
    [Fact]
    public void Answers_are_what_the_customer_says_right_after_the_agent_and_the_end_is_all_after_the_agents_last()
    {
        var views = Views("customer: a", "customer: b", "agent: c", "customer: d", "agent: e", "customer: f", "customer: g");
        Assert.Equal([3, 5], views["customer's answers"]);
        Assert.Equal([4], views["agent's last"]);
        Assert.Equal([5, 6], views["customer's words after the agent's last"]);
        Assert.Equal([6], views["customer's last"]);
        Assert.Equal([6], views["last by the customer"]);
        Assert.False(views.ContainsKey("last by the agent"));
    }

    [Fact]
    public void What_a_bot_says_in_between_makes_no_answer_and_breaks_none()
    {
        var views = Views("bot: a", "customer: b", "agent: c", "bot: d", "customer: e", "system: f", "customer: g");
        Assert.Equal([4], views["customer's answers"]);
        Assert.Equal([4, 6], views["customer's words after the agent's last"]);
        Assert.Equal([1, 4, 6], views["customer"]);
    }

    [Fact]
    public void A_customer_whom_nobody_answered_gives_no_answers_either()
    {
        var views = Views("customer: a", "customer: b");
        Assert.Equal(["customer", "customer's last", "last by the customer"], views.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_last_word_of_the_agent_is_another_view_than_that_of_the_customer()
    {
        var views = Views("customer: a", "agent: b");
        Assert.Equal([1], views["last by the agent"]);
        Assert.False(views.ContainsKey("last by the customer"));
        Assert.False(views.ContainsKey("customer's answers"));
    }

    private static Dictionary<string, IReadOnlyList<int>> Views(params string[] lines) =>
        ConversationViews.Of(new AnalysisContext(Talk.Chat(lines), Thresholds.Default)).Where(v => v.Utterances.Count > 0)
            .ToDictionary(v => ConversationViews.Names[v.Number], v => v.Utterances, StringComparer.Ordinal);
}
