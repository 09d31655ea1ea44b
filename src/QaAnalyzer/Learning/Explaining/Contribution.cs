namespace QaAnalyzer.Learning.Explaining;

/// <summary>Something that moved the mean score.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Index of the utterance, tag or circumstance; 0 for the whole.</param>
/// <param name="Points">In points of the scale.</param>
internal readonly record struct Contribution(ContributionKind Kind, int Number, double Points);

internal enum ContributionKind
{
    Words,
    Tag,
    Circumstance,
    Whole,
}
