namespace QaAnalyzer.Agreement;

/// <summary>Inverse of a small symmetric positive definite matrix by its Cholesky factor.</summary>
internal static class SymmetricInverse
{
    /// <exception cref="ArgumentException">The matrix is not positive definite.</exception>
    public static double[,] Of(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var lower = Factor(matrix, size);
        var inverse = new double[size, size];
        var column = new double[size];
        for (var c = 0; c < size; c++)
        {
            for (var i = 0; i < size; i++)
            {
                var sum = i == c ? 1.0 : 0;
                for (var k = 0; k < i; k++) sum -= lower[i, k] * column[k];
                column[i] = sum / lower[i, i];
            }

            for (var i = size - 1; i >= 0; i--)
            {
                var sum = column[i];
                for (var k = i + 1; k < size; k++) sum -= lower[k, i] * inverse[k, c];
                inverse[i, c] = sum / lower[i, i];
            }
        }

        return inverse;
    }

    private static double[,] Factor(double[,] matrix, int size)
    {
        var lower = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= lower[i, k] * lower[j, k];
                if (i == j && sum <= 0) throw new ArgumentException("expected a positive definite matrix", nameof(matrix));
                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
        }

        return lower;
    }
}
