namespace QaAnalyzer.Learning.Fairness;

/// <summary>How many drafts change when only the words that say who somebody is change.</summary>
/// <param name="Rubric">Rubric id with version.</param>
/// <param name="Scorer">Id of the learned scorer; null for the rubric's rules alone.</param>
/// <param name="Conversations">Conversations analysed.</param>
/// <param name="Figures">One per criterion and kind of swap.</param>
public sealed record FairnessReport(string Rubric, string? Scorer, int Conversations, IReadOnlyList<FairnessFigure> Figures)
{
    /// <summary>Largest share of changed drafts with which a scorer may be released.</summary>
    public const double Limit = 0.01;

    /// <summary>The figure with the largest share; null when no conversation has a word of any kind.</summary>
    public FairnessFigure? Worst => Figures.Where(f => f.Swapped > 0).OrderByDescending(f => f.Share).ThenByDescending(f => f.Swapped).FirstOrDefault();

    /// <summary>Largest share over criteria and kinds that at least one conversation has; 0 when there is none.</summary>
    public double WorstShare => Worst?.Share ?? 0;

    public bool Passes => WorstShare <= Limit;

    /// <summary>The verdict with its figures.</summary>
    public Sentence Verdict => Worst is not { } worst
        ? new("没有可替换的词，未能检查", "no conversation has a word to exchange: nothing was checked")
        : new(
            $"替换 {worst.Kind} 后，{worst.Criterion} 有 {worst.Changed.Count}/{worst.Swapped} 个初评分改变；上限 {Limit:P0}",
            $"{worst.Changed.Count} of {worst.Swapped} drafts of {worst.Criterion} change with {worst.Kind}; at most {Limit:P0} may");
}

/// <summary>Drafts of one criterion under one kind of swap.</summary>
/// <param name="Criterion">Criterion id.</param>
/// <param name="Kind">Kind of swap.</param>
/// <param name="Swapped">Conversations that have words of the kind.</param>
/// <param name="Changed">Ids of those whose draft changed its score, or turned into or out of an abstention.</param>
public sealed record FairnessFigure(string Criterion, string Kind, int Swapped, IReadOnlyList<string> Changed)
{
    /// <summary>Changed per swapped; 0 when there were none.</summary>
    public double Share => Swapped == 0 ? 0 : (double)Changed.Count / Swapped;
}
