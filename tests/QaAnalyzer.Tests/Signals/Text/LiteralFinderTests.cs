using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Signals.Text;

public class LiteralFinderTests
{
    [Fact]
    public void It_finds_overlapping_and_nested_literals()
    {
        Assert.Equal(["he 2-4", "hers 2-6", "she 1-4"], Find("ushers", "he", "she", "his", "hers"));
    }

    [Fact]
    public void It_finds_exactly_what_a_search_for_each_literal_finds()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var literals = Enumerable.Range(0, 8).Select(_ => Word(random, 1 + random.Next(4))).Distinct().ToArray();
            var text = Word(random, 40);
            var expected = literals.SelectMany(l => Enumerable.Range(0, text.Length - l.Length + 1)
                .Where(i => string.CompareOrdinal(text, i, l, 0, l.Length) == 0)
                .Select(i => $"{l} {i}-{i + l.Length}"));
            Assert.Equal(expected.Order(StringComparer.Ordinal), Find(text, literals));
        }
    }

    private static IEnumerable<string> Find(string text, params string[] literals)
    {
        var hits = new List<LiteralHit>();
        new LiteralFinder(literals).Find(text, hits);
        Assert.Equal(hits.OrderBy(h => h.Start), hits);
        return hits.Select(h => $"{literals[h.Literal]} {h.Start}-{h.End}").Order(StringComparer.Ordinal);
    }

    private static string Word(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => "ab您"[random.Next(3)]));
}
