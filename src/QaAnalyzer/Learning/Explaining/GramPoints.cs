using System.Numerics;
using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// The grams of one conversation with the points that each place of them adds to the mean of every criterion, compared with what such words
/// add on average: a gram that the model does not know speaks against an average that knows some.
/// </summary>
internal sealed class GramPoints
{
    private readonly uint[] _hashes;
    private readonly int[] _grams;
    private readonly double[] _points;
    private readonly int _criteria;

    public GramPoints(ScorerModel model, ReadOnlySpan<Gram> grams)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2(((uint)grams.Length * 2) + 1);
        (_criteria, _hashes, _grams, _points) = (model.Criteria.Count, new uint[slots], new int[slots], new double[grams.Length * model.Criteria.Count]);
        for (var g = 0; g < grams.Length; g++)
        {
            var slot = SlotOf(grams[g].Hash);
            (_hashes[slot], _grams[slot]) = (grams[g].Hash, g + 1);
            var row = model.Grams.Index.Find(grams[g].Hash);
            var share = grams[g].Value / ConversationViews.WeightOf(grams[g].View);
            for (var k = 0; k < _criteria; k++)
            {
                var usual = share * share * model.UsualPoints[(grams[g].View * _criteria) + k];
                _points[(g * _criteria) + k] = (model.Points(grams[g], row, k) - usual) / grams[g].Times;
            }
        }
    }

    /// <summary>Points per criterion of one place of a gram.</summary>
    public ReadOnlySpan<double> Of(uint hash) => _points.AsSpan((_grams[SlotOf(hash)] - 1) * _criteria, _criteria);

    /// <summary>Where the hash stands, or the free slot where it would. There are twice as many slots as grams, so the search ends.</summary>
    private int SlotOf(uint hash)
    {
        var slot = (int)(hash & (_hashes.Length - 1));
        while (_grams[slot] != 0 && _hashes[slot] != hash) slot = (slot + 1) & (_hashes.Length - 1);
        return slot;
    }
}
