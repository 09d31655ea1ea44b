namespace QaAnalyzer.Learning.Features;

/// <summary>
/// The grams that a model knows, numbered, each with a factor that lifts rare ones (the square root of the inverse document frequency;
/// Spärck Jones, Journal of Documentation 28, 1972). The factor is folded into the weights, so that scoring never looks it up.
/// </summary>
internal sealed class GramVocabulary
{
    private readonly Dictionary<uint, int> _numbers;

    private GramVocabulary(uint[] hashes, byte[] views, float[] factors, int[] counts)
    {
        Hashes = hashes;
        Views = views;
        Factors = factors;
        Counts = counts;
        _numbers = new(hashes.Length);
        for (var i = 0; i < hashes.Length; i++) _numbers.Add(hashes[i], i);
    }

    /// <summary>Number → hash, those of most examples first: what is used most stands together in memory.</summary>
    public IReadOnlyList<uint> Hashes { get; }

    /// <summary>The view that each gram stands in.</summary>
    public byte[] Views { get; }

    public float[] Factors { get; }

    /// <summary>In how many examples each gram stands.</summary>
    public int[] Counts { get; }

    /// <param name="examples">Training examples.</param>
    /// <param name="leastCount">Grams of fewer examples are left out.</param>
    /// <param name="mass">Mean squared length of an example's grams after the factors; the strength of regularisation is relative to it.</param>
    /// <param name="lift">Lifts rare grams; without it all have the same factor.</param>
    public static GramVocabulary Of(IReadOnlyList<Example> examples, int leastCount, double mass, bool lift = true)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var example in examples)
        {
            foreach (var gram in example.Grams)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, gram.Hash, out _)++;
            }
        }

        var taken = new HashSet<uint>();
        Gram[] grams =
        [
            .. examples.SelectMany(e => e.Grams).Where(g => counts[g.Hash] >= leastCount && taken.Add(g.Hash)).OrderByDescending(g => counts[g.Hash]),
        ];
        var vocabulary = new GramVocabulary(
            [.. grams.Select(g => g.Hash)],
            [.. grams.Select(g => g.View)],
            [.. grams.Select(g => lift ? (float)Math.Sqrt(Math.Log((double)examples.Count / counts[g.Hash]) + 1) : 1)],
            [.. grams.Select(g => counts[g.Hash])]);
        vocabulary.Rescale(examples, mass);
        return vocabulary;
    }

    /// <summary>The examples as rows of numbers: dense features first, then the known grams.</summary>
    public FeatureRow Row(Example example)
    {
        var ids = new List<int>(example.Grams.Length);
        var values = new List<float>(example.Grams.Length);
        foreach (var gram in example.Grams)
        {
            if (!_numbers.TryGetValue(gram.Hash, out var number)) continue;
            ids.Add(number);
            values.Add(gram.Value * Factors[number]);
        }

        return new(example.Dense, [.. ids], [.. values]);
    }

    private void Rescale(IReadOnlyList<Example> examples, double mass)
    {
        var squares = examples.Sum(e => Row(e).Values.Sum(v => (double)v * v));
        var factor = squares > 0 ? (float)Math.Sqrt(mass * examples.Count / squares) : 1;
        for (var i = 0; i < Factors.Length; i++) Factors[i] *= factor;
    }
}

/// <summary>An example as numbered features.</summary>
internal sealed record FeatureRow(float[] Dense, int[] Ids, float[] Values);
