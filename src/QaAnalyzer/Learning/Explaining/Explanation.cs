using QaAnalyzer.Scoring;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>Why a learned draft is what it is.</summary>
internal sealed record Explanation(Sentence Reason, IReadOnlyList<Evidence> Evidence);

/// <summary>Something that moved the mean score, in points of the scale. Name and place are looked up for the few that are told.</summary>
internal readonly record struct Contribution(double Points, Func<Reasoned> Reasoned);

/// <summary>A contribution in words, with the places that it points to.</summary>
internal readonly record struct Reasoned(Sentence Name, IReadOnlyList<Evidence> Evidence);
