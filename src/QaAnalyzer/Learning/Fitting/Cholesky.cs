namespace QaAnalyzer.Learning.Fitting;

/// <summary>Solves small positive definite systems.</summary>
internal static class Cholesky
{
    /// <summary>Lower factor L with LLᵀ = <paramref name="matrix"/> (row-major; only its lower half is read).</summary>
    public static double[] Factor(double[] matrix, int size)
    {
        var factor = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[(i * size) + j];
                for (var k = 0; k < j; k++) sum -= factor[(i * size) + k] * factor[(j * size) + k];
                factor[(i * size) + j] = i == j ? Math.Sqrt(sum) : sum / factor[(j * size) + j];
            }
        }

        return factor;
    }

    /// <summary>Replaces each of the columns of <paramref name="right"/> (size × columns) by its solution.</summary>
    public static void Solve(double[] factor, int size, double[] right, int columns)
    {
        for (var c = 0; c < columns; c++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var k = 0; k < i; k++) right[(i * columns) + c] -= factor[(i * size) + k] * right[(k * columns) + c];
                right[(i * columns) + c] /= factor[(i * size) + i];
            }

            for (var i = size - 1; i >= 0; i--)
            {
                for (var k = i + 1; k < size; k++) right[(i * columns) + c] -= factor[(k * size) + i] * right[(k * columns) + c];
                right[(i * columns) + c] /= factor[(i * size) + i];
            }
        }
    }
}
