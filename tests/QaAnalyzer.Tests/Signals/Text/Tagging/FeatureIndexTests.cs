using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Signals.Text.Tagging;

public class FeatureIndexTests
{
    [Fact]
    public void Features_of_one_home_at_the_end_of_the_table_are_found_at_its_beginning()
    {
        uint[] crowd = [.. Enumerable.Range(0, 12).Select(i => 0xFFFF_0000u + (uint)i)];
        var index = FeatureIndex.Of(crowd);
        Assert.Equal(Enumerable.Range(0, 12), crowd.Select(index.Find));
        Assert.Equal(-1, index.Find(0xFFFF_0100u));
    }

    [Fact]
    public void An_empty_index_knows_nothing() => Assert.All(new uint[] { 0, 1, uint.MaxValue }, hash => Assert.Equal(-1, FeatureIndex.Of([]).Find(hash)));

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
