namespace QaAnalyzer.Scoring;

/// <summary>What one rule says: a value on the 1–5 scale (not yet rounded) or null, in words, with the measures that decided.</summary>
internal sealed record RuleOutcome(double? Value, Sentence Sentence, IReadOnlyList<Signals.Measure> Deciding);
