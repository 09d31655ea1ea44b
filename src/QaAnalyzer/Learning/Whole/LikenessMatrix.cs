using System.Runtime.Intrinsics;

namespace QaAnalyzer.Learning.Whole;

/// <summary>How alike the centres are to each other. Every sum runs in their order, so the same centres give the same bits.</summary>
internal sealed class LikenessMatrix
{
    /// <summary>Rows that are multiplied together: their sums do not wait for each other.</summary>
    private const int Together = 4;

    private readonly float[] _likeness;
    private readonly int _size;

    /// <param name="centres">The centres.</param>
    /// <param name="points">Their coordinates.</param>
    public LikenessMatrix(Centres centres, IReadOnlyList<float[]> points)
    {
        _size = points.Count;
        _likeness = new float[_size * _size];
        Parallel.For(0, _size, i => centres.FillLikeness(points[i], _likeness.AsSpan(i * _size, _size)));
    }

    /// <summary>product = likeness · coefficients; both row-major, a multiple of 4 numbers a row.</summary>
    public void Times(float[] coefficients, float[] product)
    {
        var columns = coefficients.Length / _size;
        for (var i = 0; i < _size; i += Together)
        {
            for (var c = 0; c < columns; c += Vector128<float>.Count) Times(i, coefficients, product, columns, c);
        }
    }

    private void Times(int first, ReadOnlySpan<float> coefficients, Span<float> product, int columns, int column)
    {
        ReadOnlySpan<float> row0 = _likeness.AsSpan(first * _size, _size), row1 = _likeness.AsSpan((first + 1) * _size, _size);
        ReadOnlySpan<float> row2 = _likeness.AsSpan((first + 2) * _size, _size), row3 = _likeness.AsSpan((first + 3) * _size, _size);
        var (sum0, sum1, sum2, sum3) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
        for (var j = 0; j < row0.Length; j++)
        {
            var from = Vector128.Create(coefficients[((j * columns) + column)..]);
            sum0 += from * row0[j];
            sum1 += from * row1[j];
            sum2 += from * row2[j];
            sum3 += from * row3[j];
        }

        sum0.CopyTo(product[((first * columns) + column)..]);
        sum1.CopyTo(product[(((first + 1) * columns) + column)..]);
        sum2.CopyTo(product[(((first + 2) * columns) + column)..]);
        sum3.CopyTo(product[(((first + 3) * columns) + column)..]);
    }
}
