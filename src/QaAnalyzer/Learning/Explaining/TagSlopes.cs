using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// How the linear outputs move with each tag in one conversation: its own weight and that of its pairs with the conversation's
/// circumstances.
/// </summary>
internal sealed class TagSlopes
{
    private readonly ScorerModel _model;
    private readonly double[] _slopes;
    private readonly ConversationReading _reading;

    public TagSlopes(ScorerModel model, ConversationReading reading)
    {
        (_model, _reading, _slopes) = (model, reading, new double[reading.Tags.Length * model.Columns]);
        Span<float> unit = stackalloc float[model.Scale.Width];
        var ones = reading.Tags.Select((_, t) => model.Scale.Tags[t] is { Factor: > 0 } s ? s.Mean + (1 / s.Factor) : 0).ToArray();
        model.Scale.Fill(reading.Circumstances, ones, unit);
        for (var t = 0; t < ones.Length; t++)
        {
            if (model.Scale.Tags[t].Factor <= 0) continue;
            Add(t, model.Scale.TagAt(t), unit);
            for (var s = 0; s < reading.Circumstances.Length; s++) Add(t, model.Scale.PairAt(s, t), unit);
        }
    }

    /// <summary>What the outputs gain when a tag's number becomes another.</summary>
    public void AddChange(int tag, double value, Span<double> outputs)
    {
        var change = (_model.Scale.Tags[tag].Of(value) - _model.Scale.Tags[tag].Of(_reading.Tags[tag]));
        for (var c = 0; c < outputs.Length; c++) outputs[c] += change * _slopes[(tag * _model.Columns) + c];
    }

    /// <summary>Points that the tag, as it is, adds to the mean of a criterion compared with an average conversation.</summary>
    public double Points(int tag, int criterion) => -_model.Scale.Tags[tag].Of(_reading.Tags[tag]) * Slope(tag, criterion);

    /// <summary>Points that the change of a tag's number would add.</summary>
    public double PointsOfChange(int tag, double value, int criterion) =>
        -(_model.Scale.Tags[tag].Of(value) - _model.Scale.Tags[tag].Of(_reading.Tags[tag])) * Slope(tag, criterion);

    private double Slope(int tag, int criterion)
    {
        var sum = 0.0;
        for (var c = criterion * OrdinalTarget.Cuts; c < (criterion + 1) * OrdinalTarget.Cuts; c++) sum += _slopes[(tag * _model.Columns) + c];
        return sum;
    }

    private void Add(int tag, int feature, ReadOnlySpan<float> unit)
    {
        if (unit[feature] == 0) return;
        var from = _model.DenseWeights.AsSpan(feature * _model.Columns, _model.Columns);
        var to = _slopes.AsSpan(tag * _model.Columns, _model.Columns);
        for (var c = 0; c < from.Length; c++) to[c] += unit[feature] * from[c];
    }
}
