using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Whole;

/// <summary>Makes coordinates of the numbers of portraits: each group has its say in how alike two conversations are, however many numbers it has.</summary>
/// <param name="Numbers">Mean and factor of each number; one with a factor of 0 is no coordinate.</param>
/// <param name="Weights">Times which each counts.</param>
internal sealed record PortraitScale(Standard[] Numbers, float[] Weights)
{
    /// <summary>Length of each group of <see cref="Portrait.Groups"/> in units of its spread. Chosen by cross-validation.</summary>
    private static readonly double[] Says = [2.6, 2, 1.4, 3];

    private readonly int[] _active = [.. Enumerable.Range(0, Numbers.Length).Where(i => Numbers[i].Factor > 0)];

    /// <summary>How many coordinates there are.</summary>
    public int Width => _active.Length;

    public static PortraitScale Of(Portrait portrait, double[][] examples)
    {
        var numbers = Enumerable.Range(0, portrait.Width).Select(i => Standard.Fit([.. examples.Select(e => e[i])])).ToArray();
        var weights = new List<float>();
        foreach (var (say, size) in Says.Zip(portrait.Groups))
        {
            var active = numbers.Skip(weights.Count).Take(size).Count(s => s.Factor > 0);
            weights.AddRange(Enumerable.Repeat((float)(say / Math.Sqrt(Math.Max(1, active))), size));
        }

        return new(numbers, [.. weights]);
    }

    /// <summary>A portrait's <see cref="Width"/> coordinates.</summary>
    public void Fill(ReadOnlySpan<double> portrait, Span<float> coordinates)
    {
        for (var i = 0; i < coordinates.Length; i++) coordinates[i] = Weights[_active[i]] * Numbers[_active[i]].Of(portrait[_active[i]]);
    }
}
