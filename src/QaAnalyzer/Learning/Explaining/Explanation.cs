using QaAnalyzer.Scoring;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>Why a learned draft is what it is.</summary>
internal sealed record Explanation(Sentence Reason, IReadOnlyList<Evidence> Evidence);

/// <summary>Something that moved the mean score, in points of the scale.</summary>
internal sealed record Contribution(Sentence Name, double Points, IReadOnlyList<Evidence> Evidence);
