using QaAnalyzer.Scoring;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>Why a learned draft is what it is.</summary>
internal sealed record Explanation(Sentence Reason, IReadOnlyList<Evidence> Evidence);
