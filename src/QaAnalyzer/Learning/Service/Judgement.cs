namespace QaAnalyzer.Learning.Service;

/// <summary>What scorer, rules and people say about one criterion of a conversation that the scorer was never trained on; people saw no draft.</summary>
internal sealed record Judgement
{
    public required string Conversation { get; init; }

    public required string Criterion { get; init; }

    /// <summary>First reviewed after the scorer was trained; else held out from its training.</summary>
    public required bool IsFresh { get; init; }

    /// <summary>Channel and language.</summary>
    public required string Group { get; init; }

    public required double[] Probabilities { get; init; }

    /// <summary>What the rules drafted; null when they abstained or there are none.</summary>
    public required int? Rule { get; init; }

    /// <summary>1–5, one per evaluator, at least one.</summary>
    public required double[] Scores { get; init; }

    /// <summary>The learned score even where the set is so wide that no draft shows: nobody wins by silence.</summary>
    public int Learned => LearnedScorer.ScoreOf(Probabilities);

    /// <summary>Mean distance of a score to those of people.</summary>
    public double ErrorOf(int score) => Scores.Average(s => Math.Abs(s - score));
}
