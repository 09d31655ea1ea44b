using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Tests.Learning.Fitting;

public sealed class ByteRowsTests
{
    private const int Rows = 9;

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(32)]
    public void A_sum_over_grams_is_the_plain_sum_of_the_rows_that_the_table_has(int columns)
    {
        var random = new Random(7);
        var table = Enumerable.Range(0, Rows * columns).Select(_ => (sbyte)random.Next(-127, 128)).ToArray();
        int[] rows = [3, -1, 0, Rows, Rows - 1, 3, Rows + 5];
        Gram[] grams = [.. rows.Select((_, g) => new Gram((uint)g, (float)random.NextDouble(), 1, 0))];
        var sums = Enumerable.Repeat(99f, columns).ToArray();

        ByteRows.Sum(table, grams, rows, sums);

        for (var c = 0; c < columns; c++)
            Assert.Equal(rows.Zip(grams).Where(p => p.First is >= 0 and < Rows).Sum(p => table[(p.First * columns) + c] * p.Second.Value), sums[c], 1e-3);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(20)]
    public void A_matrix_times_weights_is_the_plain_sum_over_dense_features_and_grams(int columns)
    {
        var random = new Random(8);
        FeatureRow[] rows = [new([1, -2], [0, 4], [0.5f, 3]), new([0.25f, 0], [], []), new([1, 1], [4, 2, 1], [1, -1, 2])];
        var matrix = new FeatureMatrix(rows, grams: 5);
        var weights = Enumerable.Range(0, matrix.Width * columns).Select(_ => (float)random.NextDouble()).ToArray();
        var outputs = Enumerable.Repeat(99f, rows.Length * columns).ToArray();

        matrix.Times(weights, outputs, columns);

        for (var i = 0; i < outputs.Length; i++)
        {
            var (row, c) = (rows[i / columns], i % columns);
            var plain = row.Dense.Select((v, d) => v * weights[(d * columns) + c]).Sum() + row.Ids.Zip(row.Values, (id, v) => v * weights[((2 + id) * columns) + c]).Sum();
            Assert.Equal(plain, outputs[i], 1e-5);
        }
    }
}
