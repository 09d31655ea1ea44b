using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// The grams of one conversation with the points that each place of them adds to the mean of every criterion, compared with what such words
/// add on average: a gram that the model does not know speaks against an average that knows some.
/// </summary>
internal sealed class GramPoints
{
    private readonly Dictionary<uint, int> _places;
    private readonly double[] _points;
    private readonly int _criteria;

    public GramPoints(ScorerModel model, ReadOnlySpan<Gram> grams)
    {
        (_criteria, _places, _points) = (model.Criteria.Count, new(grams.Length), new double[grams.Length * model.Criteria.Count]);
        for (var g = 0; g < grams.Length; g++)
        {
            _places[grams[g].Hash] = g;
            var row = model.Grams.Index.Find(grams[g].Hash);
            for (var k = 0; k < _criteria; k++)
            {
                var usual = grams[g].Value * grams[g].Value * model.UsualPoints[(grams[g].View * _criteria) + k];
                _points[(g * _criteria) + k] = (model.Points(grams[g], row, k) - usual) / grams[g].Times;
            }
        }
    }

    /// <summary>Points per criterion of one place of a gram.</summary>
    public ReadOnlySpan<double> Of(uint hash) => _points.AsSpan(_places[hash] * _criteria, _criteria);
}
