namespace QaAnalyzer.Learning;

/// <summary>What a scorer makes of a conversation before its last layer.</summary>
/// <param name="Linear">Linear outputs of all criteria.</param>
/// <param name="Outputs">The linear outputs with what the whole adds: what the last layer sees.</param>
internal sealed record Impression(double[] Linear, double[] Outputs)
{
    /// <summary>Points that the conversation as a whole adds to the mean of a criterion.</summary>
    public double PointsOfWhole(int criterion) => MeanOf(Outputs, criterion) - MeanOf(Linear, criterion);

    private static double MeanOf(double[] outputs, int criterion) =>
        OrdinalTarget.MeanOfCuts(outputs.AsSpan(criterion * OrdinalTarget.Cuts, OrdinalTarget.Cuts));
}
