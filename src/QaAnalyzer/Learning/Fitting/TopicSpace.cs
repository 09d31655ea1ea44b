using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Fitting;

/// <summary>
/// What conversations are about, as a few numbers: the directions in which the training conversations' frequent grams differ most (latent
/// semantic indexing: Deerwester, Dumais, Furnas, Landauer and Harshman, Journal of the American Society for Information Science 41, 1990).
/// No human score plays a part. Found by orthogonal iteration from a fixed start, so that the same examples give the same bits.
/// </summary>
/// <param name="Rows">Row-major, <see cref="Topics"/> bytes for each of the first grams of the scorer's table.</param>
/// <param name="Steps">What one step of a topic is worth.</param>
internal sealed record TopicSpace(sbyte[] Rows, float[] Steps)
{
    /// <summary>A multiple of 4.</summary>
    public const int Topics = 32;

    /// <summary>A gram counts when at least one conversation of so many has it.</summary>
    private const int Frequent = 50;

    private const int LeastCount = 5;
    private const int Iterations = 12;

    /// <summary>What is left of a column below this share is rounding.</summary>
    private const double Rounding = 1e-5;

    /// <param name="rows">Training conversations.</param>
    /// <param name="vocabulary">Numbers their grams.</param>
    /// <param name="kept">Numbers of the grams in the scorer's table, those of most conversations first.</param>
    public static TopicSpace Of(IReadOnlyList<FeatureRow> rows, GramVocabulary vocabulary, int[] kept)
    {
        int[] frequent = [.. kept.TakeWhile(g => vocabulary.Counts[g] >= Math.Max(LeastCount, rows.Count / Frequent))];
        var matrix = new FeatureMatrix(Restricted(rows, frequent), frequent.Length);
        var coordinates = new float[rows.Count * Topics];
        for (var i = 0; i < coordinates.Length; i++) coordinates[i] = (Hash.Mix((uint)i + 1) / (float)uint.MaxValue) - 0.5f;
        var weights = new float[frequent.Length * Topics];
        for (var step = 0; step < Iterations; step++)
        {
            Orthonormalize(coordinates);
            matrix.TransposeTimes(coordinates, weights, Topics);
            matrix.Times(weights, coordinates, Topics);
        }

        Orthonormalize(weights);
        for (var i = 0; i < weights.Length; i++) weights[i] *= vocabulary.Factors[frequent[i / Topics]];
        var (bytes, steps) = ByteRows.Of(weights, Topics);
        return new(bytes, steps);
    }

    /// <summary>Coordinates of one conversation: a vector of length 1, or 0 when no gram is known.</summary>
    /// <param name="grams">Its grams.</param>
    /// <param name="rows">Where they stand in the scorer's table; see <see cref="GramRows"/>.</param>
    /// <param name="topics">The coordinates.</param>
    public void Fill(ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows, Span<double> topics)
    {
        Span<float> sums = stackalloc float[Topics];
        ByteRows.Sum(Rows, grams, rows, sums);
        topics.Clear();
        ByteRows.AddSteps(sums, Steps, topics);
        var squares = 0.0;
        foreach (var topic in topics) squares += topic * topic;
        if (squares > 0)
        {
            foreach (ref var topic in topics) topic /= Math.Sqrt(squares);
        }
    }

    /// <summary>The rows with some grams alone, numbered anew.</summary>
    private static FeatureRow[] Restricted(IReadOnlyList<FeatureRow> rows, int[] grams)
    {
        var places = grams.Select((gram, place) => (gram, place)).ToDictionary(p => p.gram, p => p.place);
        return
        [
            .. rows.Select(row =>
            {
                int[] known = [.. Enumerable.Range(0, row.Ids.Length).Where(k => places.ContainsKey(row.Ids[k]))];
                return new FeatureRow([], [.. known.Select(k => places[row.Ids[k]])], [.. known.Select(k => row.Values[k])]);
            }),
        ];
    }

    /// <summary>Columns of length 1 at right angles, each against those before it (Gram and Schmidt); 0 where those before leave nothing of one.</summary>
    private static void Orthonormalize(float[] columns)
    {
        for (var c = 0; c < Topics; c++)
        {
            var whole = Math.Sqrt(Dot(columns, c, c));
            for (var before = 0; before < c; before++)
            {
                var along = (float)Dot(columns, c, before);
                for (var i = 0; i < columns.Length; i += Topics) columns[i + c] -= along * columns[i + before];
            }

            var left = Math.Sqrt(Dot(columns, c, c));
            var isLost = left <= Rounding * whole;
            for (var i = 0; i < columns.Length; i += Topics) columns[i + c] = isLost ? 0 : columns[i + c] / (float)left;
        }
    }

    private static double Dot(float[] columns, int a, int b)
    {
        var sum = 0.0;
        for (var i = 0; i < columns.Length; i += Topics) sum += (double)columns[i + a] * columns[i + b];
        return sum;
    }
}
