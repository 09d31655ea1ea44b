using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Agreement;

/// <summary>Found tags against labelled ones.</summary>
/// <param name="Name">Tag, slice, <c>micro</c> …</param>
/// <param name="Positives">Labelled rows.</param>
/// <param name="Precision">Right among found; 0 when nothing was found.</param>
/// <param name="Recall">Found among labelled.</param>
/// <param name="F1">Harmonic mean of both.</param>
/// <param name="Low">Lower end of the 95 % interval of F1 (percentile bootstrap over rows).</param>
/// <param name="High">Upper end.</param>
public sealed record TagFigures(string Name, int Positives, double Precision, double Recall, double F1, double Low, double High);

/// <summary>A row with labelled and found tags.</summary>
public sealed record TaggedRow(TrainingRow Row, ulong Found)
{
    /// <summary>Labelled tags that were missed.</summary>
    public ulong Missed => Row.Tags & ~Found;

    /// <summary>Found tags that are neither labelled nor ignored.</summary>
    public ulong False => Found & ~Row.Tags & ~Row.Ignored;
}

/// <summary>Precision, recall and F1 per tag, micro, macro and per slice, with bootstrap intervals from a fixed seed.</summary>
public sealed class TagEvaluation
{
    private const int Resamples = 1_000;

    /// <summary>Tags with fewer labelled rows are shown but do not count in the macro mean.</summary>
    public const int MacroPositives = 8;

    public TagEvaluation(IReadOnlyList<TaggedRow> rows)
    {
        Rows = rows;
        Tags = [.. Enumerable.Range(0, TagVocabulary.Text.Count).Where(t => rows.Any(r => TagMask.Has(r.Row.Tags | r.False, t))).Select(t => Figures(TagVocabulary.Text[t], rows, 1ul << t))];
        Micro = Figures("micro", rows, ulong.MaxValue);
        Slices = [.. rows.Where(r => r.Row.Slice.Length > 0).GroupBy(r => r.Row.Slice, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Figures(g.Key, [.. g], ulong.MaxValue))];
        Macro = MacroF1();
    }

    public IReadOnlyList<TaggedRow> Rows { get; }

    public IReadOnlyList<TagFigures> Tags { get; }

    public TagFigures Micro { get; }

    public IReadOnlyList<TagFigures> Slices { get; }

    /// <summary>Mean over tags with enough labelled rows.</summary>
    public TagFigures Macro { get; }

    public IEnumerable<TaggedRow> Errors => Rows.Where(r => (r.Missed | r.False) != 0);

    private static TagFigures Figures(string name, IReadOnlyList<TaggedRow> rows, ulong tags)
    {
        var counts = rows.Select(r => Counts.Of(r, tags)).ToArray();
        var total = counts.Aggregate(default(Counts), (a, b) => a + b);
        var sampled = Bootstrap(counts.Length, sample => sample.Aggregate(default(Counts), (sum, i) => sum + counts[i]).F1);
        return new(name, total.Right + total.Missed, total.Precision, total.Recall, total.F1, sampled.Low, sampled.High);
    }

    private TagFigures MacroF1()
    {
        var counted = Tags.Where(t => t.Positives >= MacroPositives).Select(t => 1ul << TagMask.IndexOf(t.Name)).ToArray();
        if (counted.Length == 0) return new("macro", 0, 0, 0, 0, 0, 0);
        var counts = counted.Select(tag => Rows.Select(r => Counts.Of(r, tag)).ToArray()).ToArray();
        var sampled = Bootstrap(Rows.Count, sample => counts.Average(tag => sample.Aggregate(default(Counts), (sum, i) => sum + tag[i]).F1));
        var figures = Tags.Where(t => t.Positives >= MacroPositives).ToList();
        return new("macro", counted.Length, figures.Average(f => f.Precision), figures.Average(f => f.Recall), figures.Average(f => f.F1), sampled.Low, sampled.High);
    }

    private static (double Low, double High) Bootstrap(int rows, Func<int[], double> figure)
    {
        if (rows == 0) return (0, 0);
        var random = new Random(1);
        var values = new double[Resamples];
        var sample = new int[rows];
        for (var round = 0; round < Resamples; round++)
        {
            for (var i = 0; i < rows; i++) sample[i] = random.Next(rows);
            values[round] = figure(sample);
        }

        Array.Sort(values);
        return (values[(int)(Resamples * 0.025)], values[(int)(Resamples * 0.975)]);
    }

    private readonly record struct Counts(int Right, int False, int Missed)
    {
        public double Precision => Right + False == 0 ? 0 : (double)Right / (Right + False);

        public double Recall => Right + Missed == 0 ? 0 : (double)Right / (Right + Missed);

        public double F1 => Right == 0 ? 0 : 2.0 * Right / ((2 * Right) + False + Missed);

        public static Counts Of(TaggedRow row, ulong tags) => new(
            System.Numerics.BitOperations.PopCount(row.Row.Tags & row.Found & tags),
            System.Numerics.BitOperations.PopCount(row.False & tags),
            System.Numerics.BitOperations.PopCount(row.Missed & tags & ~row.Row.Ignored));

        public static Counts operator +(Counts a, Counts b) => new(a.Right + b.Right, a.False + b.False, a.Missed + b.Missed);
    }
}
