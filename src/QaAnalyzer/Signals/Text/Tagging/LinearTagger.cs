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
    private FeatureBuffer _features = new(model.Bits);

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
        var scale = Scale(_features.Count, model.LengthPower);
        if (input.Speaker == Speaker.Agent) SumAgent(table);
        else SumCustomer(table);

        var chinese = _extractor.IsChinese;
        for (var t = 0; t < sheet.Tags; t++)
        {
            var tag = sheet.FirstTag + t;
            probabilities[tag] = model.Decision(tag, chinese).Probability(_logits[t] * table.ColumnScales[t] * scale);
        }
    }

    /// <summary>Value of each of n features.</summary>
    internal static float Scale(int features, double power) => (float)(1 / Math.Pow(Math.Max(1, features), power));

    private void SumAgent(WeightTable table)
    {
        _logits.AsSpan().Clear();
        var rows = _features.Rows.AsSpan(0, _features.Count);
        ref var weights = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(table.Rows);
        while (!rows.IsEmpty)
        {
            var some = rows[..Math.Min(RowsPerFlush, rows.Length)];
            rows = rows[some.Length..];
            var (low, high) = (Vector256<short>.Zero, Vector256<short>.Zero);
            foreach (var row in some)
            {
                var bytes = Vector256.LoadUnsafe(ref weights, (nuint)(uint)row * 32);
                var (l, h) = Vector256.Widen(bytes);
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

    private void SumCustomer(WeightTable table)
    {
        _logits.AsSpan().Clear();
        var rows = _features.Rows.AsSpan(0, _features.Count);
        ref var weights = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(table.Rows);
        var sum = Vector256<int>.Zero;
        foreach (var row in rows)
        {
            var bytes = Vector128.CreateScalar(System.Runtime.CompilerServices.Unsafe.ReadUnaligned<long>(
                ref System.Runtime.CompilerServices.Unsafe.As<sbyte, byte>(ref System.Runtime.CompilerServices.Unsafe.Add(ref weights, row * 8)))).AsSByte();
            var shorts = Vector128.WidenLower(bytes);
            sum += Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts));
        }

        for (var t = 0; t < 8; t++) _logits[t] = sum[t];
    }
}
