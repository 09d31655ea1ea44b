using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// The points that each place of a gram adds to the mean of every criterion, compared with what such words add on average: a gram that the
/// model does not know speaks against an average that knows some. Reused; not thread-safe.
/// </summary>
/// <param name="model">The scorer.</param>
/// <param name="width">Numbers per gram, at least one per criterion; the others stay 0.</param>
internal sealed class GramPoints(ScorerModel model, int width)
{
    private double[] _points = [];

    /// <summary>Points per criterion of one place of a gram.</summary>
    public ReadOnlySpan<double> Of(int gram) => _points.AsSpan(gram * width, width);

    public void Set(ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows)
    {
        if (_points.Length < grams.Length * width) _points = new double[grams.Length * 2 * width];
        var criteria = model.Criteria.Count;
        for (var g = 0; g < grams.Length; g++)
        {
            ref readonly var gram = ref grams[g];
            var share = gram.Value / ConversationViews.WeightOf(gram.View);
            for (var k = 0; k < criteria; k++)
            {
                var usual = share * share * model.UsualPoints[(gram.View * criteria) + k];
                _points[(g * width) + k] = (model.Points(gram, rows[g], k) - usual) / gram.Times;
            }
        }
    }
}
