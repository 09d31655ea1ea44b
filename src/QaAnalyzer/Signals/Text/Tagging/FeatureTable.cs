namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>The training rows of one speaker as numbered features.</summary>
/// <param name="Hashes">Feature number → hash.</param>
/// <param name="Rows">One per training row, in order.</param>
/// <param name="IsChinese">Language of each row, as the classifier sees it.</param>
internal sealed record FeatureTable(IReadOnlyList<uint> Hashes, IReadOnlyList<LabelledFeatures> Rows, IReadOnlyList<bool> IsChinese)
{
    public static FeatureTable Of(IReadOnlyList<TrainingRow> rows, Scoresheet sheet, PhraseMatcher phrases, int leastCount)
    {
        var (text, context) = (new NormalizedText(), new NormalizedText());
        var extractor = new FeatureExtractor();
        var scratch = new PhraseScratch();
        var buffer = new FeatureBuffer();
        var hashes = new List<uint[]>(rows.Count);
        var chinese = new List<bool>(rows.Count);
        var counts = new Dictionary<uint, int>();
        foreach (var row in rows)
        {
            text.Set(row.Text);
            context.Set(row.Context);
            var matched = phrases.Tags(text, row.Context.Length > 0 ? context : null, row.Speaker, scratch);
            buffer.Clear();
            extractor.Extract(new TagInput(row.Speaker, text, context, matched), ref buffer);
            hashes.Add(buffer.Hashes.ToArray());
            chinese.Add(ScriptGuess.IsChinese(text, context));
            foreach (var hash in hashes[^1].Distinct()) counts[hash] = counts.GetValueOrDefault(hash) + 1;
        }

        var known = counts.Where(c => c.Value >= leastCount).Select(c => c.Key).Order().ToList();
        var numbers = known.Select((hash, i) => (hash, i)).ToDictionary(p => p.hash, p => p.i);
        return new(known, [.. hashes.Select((h, i) => new LabelledFeatures([.. h.Where(numbers.ContainsKey).Select(x => numbers[x])], rows[i].Tags >> sheet.FirstTag))], chinese);
    }

    /// <summary>In how many places each feature stands.</summary>
    public int[] Counts()
    {
        var counts = new int[Hashes.Count];
        foreach (var feature in Rows.SelectMany(r => r.Features)) counts[feature]++;
        return counts;
    }

    /// <summary>The same rows with some features only, renumbered.</summary>
    public FeatureTable Only(IReadOnlySet<int> kept)
    {
        var order = kept.Order().ToList();
        var numbers = new int[Hashes.Count];
        Array.Fill(numbers, -1);
        for (var i = 0; i < order.Count; i++) numbers[order[i]] = i;
        return new([.. order.Select(f => Hashes[f])], [.. Rows.Select(r => r with { Features = [.. r.Features.Select(f => numbers[f]).Where(f => f >= 0)] })], IsChinese);
    }
}
