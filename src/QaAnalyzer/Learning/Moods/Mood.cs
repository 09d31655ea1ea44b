namespace QaAnalyzer.Learning.Moods;

/// <summary>How a customer takes what happens, as an utterance shows it; from worst to best.</summary>
public enum Mood
{
    Dissatisfied,
    Neutral,
    Satisfied,
}

/// <summary>The mood of one utterance.</summary>
/// <param name="Utterance">Index in the conversation.</param>
/// <param name="Mood">What the decision rule makes of the probabilities; not always the most probable one.</param>
/// <param name="Probabilities">Of dissatisfied, neutral, satisfied; they sum to 1.</param>
public sealed record UtteranceMood(int Utterance, Mood Mood, IReadOnlyList<double> Probabilities)
{
    /// <summary>P(satisfied) − P(dissatisfied), from −1 to 1.</summary>
    public double Level => Probabilities[(int)Mood.Satisfied] - Probabilities[(int)Mood.Dissatisfied];
}

/// <summary>The customer's moods in one conversation and where they turn.</summary>
/// <param name="Moods">One per customer utterance with words, in order.</param>
/// <param name="Turns">In order; empty when nothing turns clearly.</param>
public sealed record ConversationMoods(IReadOnlyList<UtteranceMood> Moods, IReadOnlyList<MoodTurn> Turns)
{
    public static ConversationMoods None { get; } = new([], []);
}
