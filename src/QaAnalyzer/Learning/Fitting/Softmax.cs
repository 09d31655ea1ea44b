namespace QaAnalyzer.Learning.Fitting;

/// <summary>Exponentials that sum to 1.</summary>
internal static class Softmax
{
    /// <summary>Replaces logits by probabilities.</summary>
    public static void Apply(Span<double> logits)
    {
        var (largest, sum) = (logits[0], 0.0);
        foreach (var logit in logits) largest = Math.Max(largest, logit);
        for (var s = 0; s < logits.Length; s++) sum += logits[s] = Math.Exp(logits[s] - largest);
        for (var s = 0; s < logits.Length; s++) logits[s] /= sum;
    }
}
