namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>The training rows of one speaker as numbered features.</summary>
/// <param name="Hashes">Feature number → hash.</param>
/// <param name="Rows">One per training row, in order.</param>
/// <param name="IsChinese">Language of each row, as the classifier sees it.</param>
internal sealed record FeatureTable(IReadOnlyList<uint> Hashes, IReadOnlyList<LabelledFeatures> Rows, IReadOnlyList<bool> IsChinese)
{
    public static FeatureTable Of(IReadOnlyList<TrainingRow> rows, Scoresheet sheet, PhraseMatcher phrases, int leastCount)
    {
        var reader = new RowReader(phrases);
        var extractor = new FeatureExtractor();
        var buffer = new FeatureBuffer();
        var hashes = new List<(uint[] Places, uint[] Whole)>(rows.Count);
        var chinese = new List<bool>(rows.Count);
        foreach (var row in rows)
        {
            var input = reader.Read(row);
            extractor.Extract(input, buffer);
            hashes.Add((buffer.Hashes.ToArray(), buffer.Whole.ToArray()));
            chinese.Add(input.IsChinese);
        }

        var known = Known(hashes, leastCount);
        var numbers = known.Select((hash, i) => (hash, i)).ToDictionary(p => p.hash, p => p.i);
        int[] Numbered(uint[] some) => [.. some.Where(numbers.ContainsKey).Select(h => numbers[h])];
        return new(known, [.. hashes.Select((h, i) => new LabelledFeatures(Numbered(h.Places), Numbered(h.Whole), rows[i].Tags >> sheet.FirstTag))], chinese);
    }

    /// <summary>In how many places each feature stands.</summary>
    public int[] Counts()
    {
        var counts = new int[Hashes.Count];
        foreach (var feature in Rows.SelectMany(r => r.Features.Concat(r.Whole))) counts[feature]++;
        return counts;
    }

    /// <summary>The same rows with some features only, renumbered.</summary>
    public FeatureTable Only(IReadOnlySet<int> kept)
    {
        var order = kept.Order().ToList();
        var numbers = new int[Hashes.Count];
        Array.Fill(numbers, -1);
        for (var i = 0; i < order.Count; i++) numbers[order[i]] = i;
        int[] Renumbered(int[] some) => [.. some.Select(f => numbers[f]).Where(f => f >= 0)];
        return new([.. order.Select(f => Hashes[f])], [.. Rows.Select(r => r with { Features = Renumbered(r.Features), Whole = Renumbered(r.Whole) })], IsChinese);
    }

    private static List<uint> Known(List<(uint[] Places, uint[] Whole)> rows, int leastCount)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var hash in rows.SelectMany(r => r.Places.Concat(r.Whole).Distinct())) counts[hash] = counts.GetValueOrDefault(hash) + 1;
        return [.. counts.Where(c => c.Value >= leastCount).Select(c => c.Key).Order()];
    }
}
