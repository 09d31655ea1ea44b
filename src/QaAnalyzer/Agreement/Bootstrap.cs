using System.Runtime.InteropServices;

namespace QaAnalyzer.Agreement;

/// <summary>
/// Draws conversations with replacement, because the scores of one conversation belong together. Fixed seed: the same reviews give the same
/// intervals everywhere.
/// </summary>
internal static class Bootstrap
{
    public const int Resamples = 1_000;

    /// <summary>The sums of each resample, one after the other in one array that is used again.</summary>
    /// <param name="conversations">What each conversation adds; all of one length.</param>
    /// <param name="seed">Comparisons that are subtracted from each other must not share it.</param>
    public static IEnumerable<double[]> Sums(IReadOnlyList<double[]> conversations, ulong seed)
    {
        // Most conversations add the same as many others: count them, then add each kind once.
        var kinds = new List<double[]>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var kindOf = conversations.Select(each =>
        {
            var key = Convert.ToBase64String(MemoryMarshal.AsBytes<double>(each));
            if (!known.TryGetValue(key, out var kind))
            {
                known.Add(key, kind = kinds.Count);
                kinds.Add(each);
            }

            return kind;
        }).ToArray();

        var counts = new int[kinds.Count];
        var sums = new double[conversations[0].Length];
        for (var resample = 0; resample < Resamples; resample++)
        {
            Array.Clear(counts);
            seed = Draw(kindOf, counts, seed);
            Array.Clear(sums);
            for (var kind = 0; kind < counts.Length; kind++) Add(kinds[kind], counts[kind], sums);
            yield return sums;
        }
    }

    private static void Add(double[] kind, int count, double[] sums)
    {
        for (var i = 0; count > 0 && i < sums.Length; i++) sums[i] += count * kind[i];
    }

    // SplitMix64 (Steele, Lea and Flood, OOPSLA 2014); the upper half of a product maps it to an index.
    private static ulong Draw(int[] kindOf, int[] counts, ulong state)
    {
        foreach (var _ in kindOf)
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            counts[kindOf[(int)Math.BigMul(mixed ^ (mixed >> 31), (ulong)kindOf.Length, out ulong _)]]++;
        }

        return state;
    }
}
