using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>The grams of one conversation that the model knows, with the points that each adds to the mean of every criterion.</summary>
internal sealed class KnownGrams
{
    private readonly Dictionary<uint, int> _places;
    private readonly double[] _points;
    private readonly int _criteria;

    public KnownGrams(ScorerModel model, ReadOnlySpan<Gram> grams)
    {
        (_criteria, _places, _points) = (model.Criteria.Count, new(grams.Length), new double[grams.Length * model.Criteria.Count]);
        for (var g = 0; g < grams.Length; g++)
        {
            if (model.Grams.Index.Find(grams[g].Hash) is not (var row and >= 0)) continue;
            _places[grams[g].Hash] = g;
            for (var k = 0; k < _criteria; k++) _points[(g * _criteria) + k] = -grams[g].Value * model.Grams.SumOf(row, k * OrdinalTarget.Cuts, OrdinalTarget.Cuts);
        }
    }

    /// <summary>Points per criterion; empty when the model does not know the gram.</summary>
    public ReadOnlySpan<double> Points(uint hash) => _places.TryGetValue(hash, out var gram) ? _points.AsSpan(gram * _criteria, _criteria) : [];
}
