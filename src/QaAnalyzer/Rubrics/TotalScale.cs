namespace QaAnalyzer.Rubrics;

/// <summary>The mapping 1–5 ⇄ 0–100 ⇄ deductions, and the grades.</summary>
public sealed record TotalScale
{
    /// <summary>How a mean score becomes a percentage.</summary>
    public required PercentMapping Percent { get; init; }

    /// <summary>Grades from best to worst.</summary>
    public required IReadOnlyList<Grade> Grades { get; init; }

    public double ToPercent(double score) => Percent switch
    {
        PercentMapping.FromLowest => (score - 1) / 4 * 100,
        PercentMapping.OfFullMark => score / 5 * 100,
        _ => throw new InvalidOperationException($"mapping {Percent}"),
    };

    public double ToScore(double percent) => Percent switch
    {
        PercentMapping.FromLowest => (percent / 100 * 4) + 1,
        PercentMapping.OfFullMark => percent / 100 * 5,
        _ => throw new InvalidOperationException($"mapping {Percent}"),
    };

    public Grade GradeOf(double percent) => Grades.FirstOrDefault(g => percent >= g.From) ?? Grades[^1];
}

public enum PercentMapping
{
    /// <summary>1 is 0 %, 5 is 100 %.</summary>
    FromLowest,

    /// <summary>5 is 100 %, 1 is 20 % (mean ÷ full mark).</summary>
    OfFullMark,
}

/// <summary>A name for totals of at least <paramref name="From"/> percent.</summary>
public sealed record Grade(string Id, Sentence Name, double From);

/// <summary>A fault that fails the conversation when its condition holds.</summary>
public sealed record AutoFail(string Id, Condition When, Sentence Name);
