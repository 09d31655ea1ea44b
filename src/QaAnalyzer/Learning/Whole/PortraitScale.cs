using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Whole;

/// <summary>Makes the numbers of portraits comparable: each group has its say in how alike two conversations are, however many numbers it has.</summary>
/// <param name="Numbers">Mean and factor of each number; a factor of 0 switches it off.</param>
/// <param name="Weights">Times which each counts.</param>
internal sealed record PortraitScale(Standard[] Numbers, float[] Weights)
{
    /// <summary>Length of each group of <see cref="Portrait.Groups"/> in units of its spread. Chosen by cross-validation.</summary>
    private static readonly double[] Says = [2, 4, 2, 2, 2];

    public int Width => Numbers.Length;

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

    /// <summary>A portrait's number as a coordinate.</summary>
    public float Of(int number, double value) => Weights[number] * Numbers[number].Of(value);
}
