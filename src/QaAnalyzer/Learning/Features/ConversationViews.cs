using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning.Features;

/// <summary>
/// The same words seen from several sides. How a customer answers says more than what the customer came with, and an end says more than
/// the middle; a view of its own lets the same word weigh otherwise there.
/// </summary>
internal static class ConversationViews
{
    /// <summary>Names by number; a scorer reads the views that it was trained on.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "agent", "customer", "customer's last", "last by the agent", "last by the customer", "customer's answers", "agent's last", "customer's words after the agent's last",
    ];

    /// <summary>Its say beside the others: the length of its vector, by number. Chosen by cross-validation.</summary>
    private static readonly float[] Weights = [1, 1, 1, 1, 1, 1.2f, 0.7f, 0.7f];

    /// <summary>Mean squared length of all views together.</summary>
    public const double Mass = 6;

    public static float WeightOf(int view) => Weights[view];

    /// <summary>Views of one conversation that have words. What bots and the system say is in none.</summary>
    public static IEnumerable<ConversationView> Of(AnalysisContext context)
    {
        var (agent, customer) = (context.Agent, context.Customer);
        yield return new(0, agent);
        yield return new(1, customer);
        if (customer.Count > 0) yield return new(2, [customer[^1]]);

        // The last utterance is another view for each speaker: thanks from an agent is not thanks from a customer.
        var last = Math.Max(agent.LastOrDefault(-1), customer.LastOrDefault(-1));
        if (last >= 0) yield return new(context.Conversation.Utterances[last].Speaker == Speaker.Agent ? 3 : 4, [last]);
        if (agent.Count == 0) yield break;
        yield return new(5, Answers(context));
        yield return new(6, [agent[^1]]);
        yield return new(7, Closing(context));
    }

    /// <summary>Customer utterances right after one of the agent.</summary>
    public static IReadOnlyList<int> Answers(AnalysisContext context)
    {
        var answers = new List<int>();
        var agent = 0;
        var before = -1;
        foreach (var utterance in context.Customer)
        {
            while (agent < context.Agent.Count && context.Agent[agent] < utterance) agent++;
            if (agent > 0 && context.Agent[agent - 1] > before) answers.Add(utterance);
            before = utterance;
        }

        return answers;
    }

    /// <summary>Customer utterances after the agent's last; none when no agent spoke.</summary>
    public static IReadOnlyList<int> Closing(AnalysisContext context) =>
        context.Agent.Count == 0 ? [] : [.. context.Customer.SkipWhile(u => u < context.Agent[^1])];
}

/// <summary>Some utterances of a conversation.</summary>
/// <param name="Number">Which view.</param>
/// <param name="Utterances">Indexes in order; may be empty.</param>
internal readonly record struct ConversationView(int Number, IReadOnlyList<int> Utterances);
