namespace QaAnalyzer.Learning.Features;

/// <summary>One thing to learn from or to judge, as features.</summary>
/// <param name="Dense">Standardised numbers, the same in every example.</param>
/// <param name="Grams">Grams of its views; each hash once per view.</param>
internal sealed record Example(float[] Dense, Gram[] Grams);
