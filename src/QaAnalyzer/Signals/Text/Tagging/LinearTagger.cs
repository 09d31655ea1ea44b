using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// The built-in tagger engine: adds one row of signed bytes per feature to all tag scores at once. Nothing is allocated per utterance.
/// One instance per thread; the tables are shared.
/// </summary>
internal sealed class LinearTagger(TaggerModel model) : ITagClassifier
{
    /// <summary>Sums of this many signed bytes fit into 16 bits.</summary>
    private const int RowsPerFlush = 250;

    private readonly FeatureExtractor _extractor = new();
    private readonly float[] _logits = new float[Scoresheet.Agent.Columns];
    private readonly FeatureBuffer _features = new();
    private readonly KnownFeatures _known = new();
    private readonly KnownFeatures _knownWhole = new();
    private readonly Explaining _explaining = new();
    private TagInput _last;

    public string Id => model.Id;

    public ITagClassifier Fork() => new LinearTagger(model);

    public float Threshold(int tag, bool chinese) => model.Decision(tag, chinese).Threshold;

    public void Classify(in TagInput input, Span<float> probabilities)
    {
        probabilities.Clear();
        _last = input;
        var sheet = Scoresheet.Of(input.Speaker);
        _logits.AsSpan().Clear();
        _extractor.Extract(input, _features);
        var table = model.Table(input.Speaker);
        _known.Find(table.Index, _features.Hashes);
        _knownWhole.Find(table.Index, _features.Whole);
        Sum(table, _known.Rows, Scale(_known.Rows.Length, model.LengthPower));
        Sum(table, _knownWhole.Rows, 1);

        for (var t = 0; t < sheet.Tags; t++)
        {
            var tag = sheet.FirstTag + t;
            probabilities[tag] = model.Decision(tag, input.IsChinese).Probability(_logits[t] * table.ColumnScales[t]);
        }
    }

    public TagExplanation Explain(int tag, int most)
    {
        var sheet = Scoresheet.Of(_last.Speaker);
        if (_last.Text is null || tag < sheet.FirstTag || tag >= sheet.FirstTag + sheet.Tags) return TagExplanation.None;
        var table = model.Table(_last.Speaker);
        var column = tag - sheet.FirstTag;
        var step = table.ColumnScales[column] * (double)model.Decision(tag, _last.IsChinese).Slope;
        var scale = Scale(_known.Rows.Length, model.LengthPower);
        _explaining.Clear();
        for (var i = 0; i < _known.Rows.Length; i++)
        {
            var (first, last) = _features.Places[_known.At[i]];
            _explaining.Add(first, last, Weight(_known.Rows[i]) * scale);
        }

        foreach (var row in _knownWhole.Rows) _explaining.Add(-1, -1, Weight(row));
        return _explaining.Explain(_last.Text, _extractor.Text, most);

        double Weight(int row) => table.Rows[(row * sheet.Columns) + column] * step;
    }

    /// <summary>Value of each of n features.</summary>
    internal static float Scale(int features, double power) => (float)(1 / Math.Pow(Math.Max(1, features), power));

    private void Sum(WeightTable table, ReadOnlySpan<int> rows, float scale)
    {
        if (table.Sheet.Columns == Scoresheet.Agent.Columns) SumAgent(table, rows, scale);
        else SumCustomer(table, rows, scale);
    }

    private void SumAgent(WeightTable table, ReadOnlySpan<int> rows, float scale)
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(table.Rows);
        var (sum0, sum1, sum2, sum3) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero);
        while (!rows.IsEmpty)
        {
            var some = rows[..Math.Min(RowsPerFlush, rows.Length)];
            rows = rows[some.Length..];
            var (low, high) = (Vector256<short>.Zero, Vector256<short>.Zero);
            foreach (var row in some)
            {
                var (l, h) = Vector256.Widen(Vector256.LoadUnsafe(ref weights, (nuint)(uint)row * 32));
                low += l;
                high += h;
            }

            sum0 += Vector256.WidenLower(low);
            sum1 += Vector256.WidenUpper(low);
            sum2 += Vector256.WidenLower(high);
            sum3 += Vector256.WidenUpper(high);
        }

        AddScaled(sum0, scale, 0);
        AddScaled(sum1, scale, 8);
        AddScaled(sum2, scale, 16);
        AddScaled(sum3, scale, 24);
    }

    private void SumCustomer(WeightTable table, ReadOnlySpan<int> rows, float scale)
    {
        var sum = Vector256<int>.Zero;
        foreach (var row in rows)
        {
            var bytes = Vector128.CreateScalar(MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(table.Rows.AsSpan(row * 8, 8)))).AsSByte();
            var shorts = Vector128.WidenLower(bytes);
            sum += Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts));
        }

        AddScaled(sum, scale, 0);
    }

    private void AddScaled(Vector256<int> sum, float scale, int column)
    {
        var logits = _logits.AsSpan(column, Vector256<float>.Count);
        (Vector256.Create<float>(logits) + (Vector256.ConvertToSingle(sum) * scale)).CopyTo(logits);
    }
}
