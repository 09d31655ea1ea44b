using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// How the linear outputs move with each tag in one conversation: its own weight and that of its pairs with the conversation's
/// circumstances. Reused; not thread-safe.
/// </summary>
internal sealed class TagSlopes(ScorerModel model)
{
    private readonly double[] _ones = [.. model.Scale.Tags.Select(s => s.Factor > 0 ? s.Mean + (1 / s.Factor) : 0)];
    private readonly float[] _unit = new float[model.Scale.Width];
    private readonly double[] _slopes = new double[model.Scale.Tags.Length * model.Columns];
    private double[] _tags = [];

    public int Count => _ones.Length;

    public void Set(ConversationReading reading)
    {
        _tags = reading.Tags;
        Array.Clear(_slopes);
        model.Scale.Fill(reading.Circumstances, _ones, _unit);
        for (var t = 0; t < Count; t++)
        {
            if (!IsActive(t)) continue;
            Add(t, model.Scale.TagAt(t));
            for (var s = 0; s < model.Scale.Circumstances.Length; s++) Add(t, model.Scale.PairAt(s, t));
        }
    }

    /// <summary>False for a tag that never varied in training.</summary>
    public bool IsActive(int tag) => model.Scale.Tags[tag].Factor > 0;

    public bool IsThere(int tag) => _tags[tag] > 0;

    /// <summary>What the outputs gain when a tag's number becomes another.</summary>
    public void AddChange(int tag, double value, Span<double> outputs)
    {
        var change = Change(tag, value);
        for (var c = 0; c < outputs.Length; c++) outputs[c] += change * _slopes[(tag * model.Columns) + c];
    }

    /// <summary>Points that the tag, as it is, adds to the mean of a criterion compared with an average conversation.</summary>
    public double Points(int tag, int criterion) => -model.Scale.Tags[tag].Of(_tags[tag]) * Slope(tag, criterion);

    /// <summary>Points that the change of a tag's number would add.</summary>
    public double PointsOfChange(int tag, double value, int criterion) => -Change(tag, value) * Slope(tag, criterion);

    /// <summary>Points that a circumstance of its own adds to the mean of a criterion, its pairs left out.</summary>
    public double PointsOfCircumstance(int circumstance, int criterion)
    {
        var (sum, feature) = (0.0, 1 + circumstance);
        for (var c = 0; c < OrdinalTarget.Cuts; c++) sum -= _unit[feature] * model.DenseWeights[(feature * model.Columns) + (criterion * OrdinalTarget.Cuts) + c];
        return sum;
    }

    private float Change(int tag, double value) => model.Scale.Tags[tag].Of(value) - model.Scale.Tags[tag].Of(_tags[tag]);

    private double Slope(int tag, int criterion)
    {
        var sum = 0.0;
        for (var c = criterion * OrdinalTarget.Cuts; c < (criterion + 1) * OrdinalTarget.Cuts; c++) sum += _slopes[(tag * model.Columns) + c];
        return sum;
    }

    private void Add(int tag, int feature)
    {
        if (_unit[feature] != 0) ScaledRow.Add(_unit[feature], model.DenseWeights.AsSpan(feature * model.Columns, model.Columns), _slopes.AsSpan(tag * model.Columns, model.Columns));
    }
}
