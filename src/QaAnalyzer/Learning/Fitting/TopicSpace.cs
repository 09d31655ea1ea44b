using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Fitting;

/// <summary>
/// What conversations are about, as a few numbers: the directions in which the training conversations' frequent grams differ most (latent
/// semantic indexing: Deerwester, Dumais, Furnas, Landauer and Harshman, Journal of the American Society for Information Science 41, 1990).
/// No human score plays a part. Found by orthogonal iteration from a fixed start, so that the same examples give the same bits.
/// </summary>
internal static class TopicSpace
{
    public const int Topics = 20;

    /// <summary>A gram counts when at least one conversation of so many has it.</summary>
    private const int Frequent = 75;

    private const int LeastCount = 5;
    private const int Steps = 12;

    /// <summary>The weights of frequent grams for each topic.</summary>
    public static GramWeights Of(IReadOnlyList<Gram[]> conversations)
    {
        Example[] examples = [.. conversations.Select(g => new Example([], g))];
        var vocabulary = GramVocabulary.Of(examples, Math.Max(LeastCount, examples.Length / Frequent), mass: 1);
        var matrix = new FeatureMatrix([.. examples.Select(vocabulary.Row)], vocabulary.Hashes.Count);
        var coordinates = new float[examples.Length * Topics];
        for (var i = 0; i < coordinates.Length; i++) coordinates[i] = (Hash.Mix((uint)i + 1) / (float)uint.MaxValue) - 0.5f;
        var weights = new float[matrix.Width * Topics];
        for (var step = 0; step < Steps; step++)
        {
            Orthonormalize(coordinates);
            matrix.TransposeTimes(coordinates, weights, Topics);
            matrix.Times(weights, coordinates, Topics);
        }

        Orthonormalize(weights);
        return GramWeights.Quantize(vocabulary, weights, Topics);
    }

    /// <summary>Coordinates of one conversation: a vector of length 1, or 0 when no gram is known.</summary>
    public static void Fill(GramWeights weights, ReadOnlySpan<Gram> grams, Span<double> topics)
    {
        topics.Clear();
        weights.AddTo(grams, topics);
        var squares = 0.0;
        foreach (var topic in topics) squares += topic * topic;
        if (squares > 0)
        {
            foreach (ref var topic in topics) topic /= Math.Sqrt(squares);
        }
    }

    /// <summary>Columns of length 1 at right angles, each against those before it (Gram and Schmidt).</summary>
    private static void Orthonormalize(float[] columns)
    {
        for (var c = 0; c < Topics; c++)
        {
            for (var before = 0; before < c; before++)
            {
                var along = (float)Dot(columns, c, before);
                for (var i = 0; i < columns.Length; i += Topics) columns[i + c] -= along * columns[i + before];
            }

            var length = (float)Math.Max(Math.Sqrt(Dot(columns, c, c)), 1e-12);
            for (var i = 0; i < columns.Length; i += Topics) columns[i + c] /= length;
        }
    }

    private static double Dot(float[] columns, int a, int b)
    {
        var sum = 0.0;
        for (var i = 0; i < columns.Length; i += Topics) sum += (double)columns[i + a] * columns[i + b];
        return sum;
    }
}
