using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Signals.Text.Tagging;

public class FeatureIndexTests
{
    [Fact]
    public void Every_known_feature_finds_its_row_and_hardly_any_unknown_one_does()
    {
        var random = new Random(3);
        var known = Enumerable.Range(0, 20_000).Select(_ => (uint)random.NextInt64(uint.MaxValue)).Distinct().ToList();
        var index = FeatureIndex.Of(known);
        var wrong = known.Where((hash, row) => index.Find(hash) != row).Count();
        Assert.True(wrong <= 5, $"{wrong} features share a row");
        var mistaken = Enumerable.Range(0, 20_000).Select(_ => (uint)random.NextInt64(uint.MaxValue)).Count(hash => !known.Contains(hash) && index.Find(hash) >= 0);
        Assert.True(mistaken < 40, $"{mistaken} unknown features were taken for known ones");
    }

    [Fact]
    public void Stored_slots_give_the_same_index()
    {
        var index = FeatureIndex.Of([7, 4_000_000_000, 12]);
        var again = FeatureIndex.FromSlots(index.Slots.ToArray());
        Assert.Equal([0, 1, 2, -1], new uint[] { 7, 4_000_000_000, 12, 13 }.Select(again.Find));
    }
}
