using QaAnalyzer.Agreement;
using QaAnalyzer.Reviews;

namespace QaAnalyzer.Tests.Agreement;

/// <summary>Invented evaluators with planted habits who score invented conversations; the same seed invents the same.</summary>
internal sealed class Panel(int seed)
{
    private readonly Random _random = new(seed);

    public double Noise { get; init; } = 0.6;

    /// <summary>One criterion; each conversation goes to as many evaluators as <paramref name="perConversation"/> says, in turn.
    /// Scores that are not to be whole keep to no scale either: its ends would hide part of the habits.</summary>
    public IReadOnlyList<HumanScore> Score(int conversations, IReadOnlyDictionary<string, double> leniency, int perConversation, Presentation shown = Presentation.Blind, bool whole = true)
    {
        var names = leniency.Keys.ToList();
        var scores = new List<HumanScore>();
        for (var c = 0; c < conversations; c++)
        {
            var truth = 3 + Normal();
            var draft = (int)Math.Clamp(Math.Round(truth + (0.5 * Normal())), 1, 5);
            for (var i = 0; i < perConversation; i++)
            {
                var evaluator = names[(c + i) % names.Count];
                var score = truth + leniency[evaluator] + (Noise * Normal());
                scores.Add(new()
                {
                    Conversation = $"{shown}{c}",
                    Criterion = "tone",
                    Evaluator = evaluator,
                    Score = whole ? Math.Clamp(Math.Round(score), 1, 5) : score,
                    Shown = shown,
                    Draft = draft,
                    AgentId = c % 2 == 0 ? "A1" : "A2",
                });
            }
        }

        return scores;
    }

    /// <summary>Box and Muller.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
