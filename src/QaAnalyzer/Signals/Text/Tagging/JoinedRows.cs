namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// People say several things in one breath more often than the training rows do. Rows of one file and speaker are joined to longer ones that
/// carry the tags of both, so that a tag is found in company too.
/// </summary>
internal static class JoinedRows
{
    /// <summary>A joined row for this share of the rows, the same for the same rows and seed.</summary>
    public static IEnumerable<TrainingRow> Of(IReadOnlyList<TrainingRow> rows, double share, int seed)
    {
        var random = new Random(seed);
        foreach (var file in rows.GroupBy(r => r.Source, StringComparer.Ordinal))
        {
            var all = file.ToList();
            foreach (var first in all)
            {
                if (random.NextDouble() >= share) continue;
                var second = all[random.Next(all.Count)];
                var joint = random.Next(3) switch { 0 => " ", 1 => "。", _ => "，" };
                yield return first with { Text = first.Text + joint + second.Text, Tags = first.Tags | second.Tags };
            }
        }
    }
}
