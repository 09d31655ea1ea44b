using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Moods;

/// <summary>
/// Reads customer utterances for the mood model: the utterance, the agent's last words and the customer's own last words as three views, and
/// numbers. Nothing that comes later plays a part. Reused; not thread-safe.
/// </summary>
internal sealed class MoodReading
{
    /// <summary>What was said before colours an utterance, it does not speak for it.</summary>
    private const float BeforeWeight = 0.3f;

    /// <summary>Mean squared length of an example's grams.</summary>
    public const double GramMass = 1 + (2 * BeforeWeight * BeforeWeight);

    private readonly ViewGrams _grams = new();
    private readonly MoodNumbers _numbers = new();
    private readonly NormalizedText _own = new();
    private readonly NormalizedText _agent = new();
    private readonly NormalizedText _customer = new();

    /// <summary>Grams of the utterance at hand.</summary>
    public ReadOnlySpan<Gram> Grams => _grams.Grams;

    public double[] Numbers { get; } = new double[MoodNumbers.Names.Count];

    /// <summary>Stops at every customer utterance with words, in order.</summary>
    /// <param name="conversation">May begin with anybody.</param>
    /// <param name="each">Gets the index.</param>
    public void Read(Conversation conversation, Action<int> each)
    {
        string agent = "", customer = "";
        _numbers.Start();
        for (var i = 0; i < conversation.Utterances.Count; i++)
        {
            var utterance = conversation.Utterances[i];
            if (string.IsNullOrWhiteSpace(utterance.Text)) continue;
            if (utterance.Speaker == Speaker.Customer)
            {
                Read(utterance.Text, agent, customer, alone: false);
                each(i);
                customer = utterance.Text;
            }
            else if (utterance.Speaker == Speaker.Agent)
            {
                agent = utterance.Text;
            }

            _numbers.Pass(utterance);
        }
    }

    /// <summary>One utterance of which only the agent's words before it are known.</summary>
    public void ReadAlone(string text, string agent) => Read(text, agent, "", alone: true);

    private void Read(string text, string agent, string customer, bool alone)
    {
        _numbers.Fill(text, agent, alone, Numbers);
        _grams.Clear();
        View(0, _own, text, 1);
        View(1, _agent, agent, BeforeWeight);
        View(2, _customer, customer, BeforeWeight);
    }

    private void View(uint number, NormalizedText normalized, string text, float weight)
    {
        if (text.Length == 0) return;
        normalized.Set(text);
        _grams.Add(number, 0, normalized);
        _grams.Close(number, weight);
    }
}
