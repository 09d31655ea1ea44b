using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Tests.Learning;

public sealed class RidgePathTests
{
    [Fact]
    public void Every_strength_solves_its_own_system_and_rows_without_a_target_play_no_part()
    {
        const int Rows = 30, Dense = 6, Columns = 4;
        var random = new Random(3);
        float Next() => (float)(random.NextDouble() - 0.5);
        var rows = Enumerable.Range(0, Rows).Select(i => new FeatureRow([.. Enumerable.Range(0, Dense).Select(_ => Next())], [i % 5], [Next()])).ToArray();
        var targets = Enumerable.Range(0, Rows * Columns).Select(_ => Next()).ToArray();
        targets[5] = float.NaN;
        var matrix = new FeatureMatrix(rows, 5);
        double[] strengths = [0.5, 2, 8];

        var path = new RidgePath(matrix.Likeness(Columns), targets, Columns, strengths).Solve();

        for (var s = 0; s < strengths.Length; s++)
        {
            var (weights, product) = (new float[matrix.Width * Columns], new float[Rows * Columns]);
            matrix.TransposeTimes(path[s], weights, Columns);
            matrix.Times(weights, product, Columns);
            Assert.Equal(0, path[s][5]);
            for (var i = 0; i < targets.Length; i++)
            {
                if (!float.IsNaN(targets[i])) Assert.Equal(targets[i], product[i] + (strengths[s] * path[s][i]), 0.005);
            }
        }
    }
}
