using QaAnalyzer.Conversations;

namespace QaAnalyzer.Learning.Moods;

/// <summary>
/// What surrounds a customer's utterance, as numbers. Those that need the whole conversation so far are NaN where an example is a single
/// exchange: the model then says nothing about them.
/// </summary>
internal sealed class MoodNumbers
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private int _customer;
    private int _agent;
    private int _unanswered;

    /// <summary>Names, which a model file must agree with.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "length", "asks", "exclaims", "insists", "agent asked", "length of the agent's words",
        "customer utterances so far", "agent utterances so far", "unanswered so far", "said before", "first",
    ];

    public void Start()
    {
        _said.Clear();
        (_customer, _agent, _unanswered) = (0, 0, 0);
    }

    public void Pass(Utterance utterance)
    {
        if (utterance.Speaker == Speaker.Agent) (_agent, _unanswered) = (_agent + 1, 0);
        if (utterance.Speaker != Speaker.Customer) return;
        (_customer, _unanswered) = (_customer + 1, _unanswered + 1);
        _said.Add(utterance.Text);
    }

    /// <param name="text">The utterance.</param>
    /// <param name="agent">The agent's last words; empty when there are none.</param>
    /// <param name="alone">Nothing else of the conversation is known.</param>
    /// <param name="values">One per name.</param>
    public void Fill(string text, string agent, bool alone, Span<double> values)
    {
        values[0] = Math.Log(1 + text.Length);
        values[1] = Has(text, '?', '？');
        values[2] = Has(text, '!', '！');
        values[3] = Insists(text) ? 1 : 0;
        values[4] = Has(agent, '?', '？');
        values[5] = Math.Log(1 + agent.Length);
        values[6] = alone ? double.NaN : Math.Log(1 + _customer);
        values[7] = alone ? double.NaN : Math.Log(1 + _agent);
        values[8] = alone ? double.NaN : Math.Min(_unanswered, 5);
        values[9] = alone ? double.NaN : _said.Contains(text) ? 1 : 0;
        values[10] = alone ? double.NaN : _customer == 0 ? 1 : 0;
    }

    private static double Has(string text, char half, char full) => text.AsSpan().IndexOfAny(half, full) >= 0 ? 1 : 0;

    /// <summary>Two marks in a row.</summary>
    private static bool Insists(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (IsMark(text[i]) && IsMark(text[i - 1])) return true;
        }

        return false;
    }

    private static bool IsMark(char c) => c is '?' or '？' or '!' or '！';
}
