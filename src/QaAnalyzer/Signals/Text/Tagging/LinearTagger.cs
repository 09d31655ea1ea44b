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
    private FeatureBuffer _features = new();
    private int[] _rows = new int[2048];

    public string Id => model.Id;

    public ITagClassifier Fork() => new LinearTagger(model);

    public float Threshold(int tag, bool chinese) => model.Decision(tag, chinese).Threshold;

    public void Classify(in TagInput input, Span<float> probabilities)
    {
        probabilities.Clear();
        var sheet = Scoresheet.Of(input.Speaker);
        _features.Clear();
        _extractor.Extract(input, ref _features);
        var table = model.Table(input.Speaker);
        var rows = Find(table.Index);
        if (input.Speaker == Speaker.Agent) SumAgent(table, rows);
        else SumCustomer(table, rows);

        var scale = Scale(rows.Length, model.LengthPower);
        var chinese = ScriptGuess.IsChinese(input.Text, input.Context);
        for (var t = 0; t < sheet.Tags; t++)
        {
            var tag = sheet.FirstTag + t;
            probabilities[tag] = model.Decision(tag, chinese).Probability(_logits[t] * table.ColumnScales[t] * scale);
        }
    }

    public TagExplanation Explain(in TagInput input, int tag)
    {
        var sheet = Scoresheet.Of(input.Speaker);
        if (tag < sheet.FirstTag || tag >= sheet.FirstTag + sheet.Tags) return TagExplanation.None;
        var recorder = new FeatureRecorder([]);
        _extractor.Extract(input, ref recorder);
        var table = model.Table(input.Speaker);
        var known = recorder.Features.Select(f => (f.First, f.Last, Row: table.Index.Find(f.Hash))).Where(f => f.Row >= 0).ToList();
        var column = tag - sheet.FirstTag;
        var step = table.ColumnScales[column] * Scale(known.Count, model.LengthPower) * model.Decision(tag, ScriptGuess.IsChinese(input.Text, input.Context)).Slope;
        return Explaining.Of(input.Text, _extractor.Text, [.. known.Select(f => (f.First, f.Last, table.Rows[(f.Row * sheet.Columns) + column] * (double)step))]);
    }

    /// <summary>Value of each of n features.</summary>
    internal static float Scale(int features, double power) => (float)(1 / Math.Pow(Math.Max(1, features), power));

    private ReadOnlySpan<int> Find(FeatureIndex index)
    {
        var hashes = _features.Hashes;
        if (_rows.Length < hashes.Length) _rows = new int[hashes.Length * 2];
        var known = 0;
        foreach (var hash in hashes)
        {
            var row = index.Find(hash);
            if (row >= 0) _rows[known++] = row;
        }

        return _rows.AsSpan(0, known);
    }

    private void SumAgent(WeightTable table, ReadOnlySpan<int> rows)
    {
        _logits.AsSpan().Clear();
        ref var weights = ref MemoryMarshal.GetArrayDataReference(table.Rows);
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

            for (var t = 0; t < 16; t++)
            {
                _logits[t] += low[t];
                _logits[16 + t] += high[t];
            }
        }
    }

    private void SumCustomer(WeightTable table, ReadOnlySpan<int> rows)
    {
        var sum = Vector256<int>.Zero;
        foreach (var row in rows)
        {
            var bytes = Vector128.CreateScalar(MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(table.Rows.AsSpan(row * 8, 8)))).AsSByte();
            var shorts = Vector128.WidenLower(bytes);
            sum += Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts));
        }

        for (var t = 0; t < 8; t++) _logits[t] = sum[t];
    }
}
