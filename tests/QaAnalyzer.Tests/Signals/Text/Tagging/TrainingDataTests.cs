using System.Text.RegularExpressions;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Signals.Text.Tagging;

public partial class TrainingDataTests
{
    [Theory]
    [InlineData("zh", 24_000, 500)]
    [InlineData("en", 14_000, 300)]
    public void Both_languages_have_enough_rows_and_every_tag_enough_positives(string language, int rows, int positives)
    {
        var all = TrainingData.Of(language);
        Assert.True(all.Count >= rows, $"{all.Count} rows");
        for (var tag = 0; tag < TagVocabulary.Text.Count; tag++)
        {
            var count = all.Count(r => TagMask.Has(r.Tags, tag));
            Assert.True(count >= positives, $"{TagVocabulary.Text[tag]}: {count} positives");
        }
    }

    [Fact]
    public void At_least_seven_thousand_rows_carry_no_tag()
    {
        Assert.True(TrainingData.Rows.Count(r => r.Tags == 0) >= 7_000);
    }

    [Fact]
    public void Ids_are_unique_and_no_text_is_empty()
    {
        Assert.Equal(TrainingData.Rows.Count, TrainingData.Rows.Select(r => r.Id).Distinct().Count());
        Assert.DoesNotContain(TrainingData.Rows, r => string.IsNullOrWhiteSpace(r.Text));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void No_two_rows_are_near_duplicates(string language)
    {
        const double Limit = 0.8;
        var rows = TrainingData.Of(language);
        var grams = rows.Select(r => Grams(r.Text)).ToList();
        var having = new Dictionary<int, List<int>>();
        var shared = new Dictionary<int, int>();
        var compared = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            shared.Clear();
            foreach (var gram in grams[i])
            {
                if (!having.TryGetValue(gram, out var list)) having.Add(gram, list = []);
                foreach (var other in list) shared[other] = shared.GetValueOrDefault(other) + 1;
                list.Add(i);
            }

            foreach (var (other, common) in shared)
            {
                compared++;
                var jaccard = (double)common / (grams[i].Count + grams[other].Count - common);
                Assert.True(jaccard <= Limit, $"{rows[i].Id} and {rows[other].Id} share {jaccard:P0} of their character 4-grams");
            }
        }

        Assert.True(compared > rows.Count, "hardly anything was compared");
    }

    /// <summary>Hashes of the character 4-grams; a shorter text is one gram.</summary>
    private static HashSet<int> Grams(string text)
    {
        var plain = Spaces().Replace(text, " ");
        if (plain.Length <= 4) return [string.GetHashCode(plain, StringComparison.Ordinal)];
        return [.. Enumerable.Range(0, plain.Length - 3).Select(i => string.GetHashCode(plain.AsSpan(i, 4), StringComparison.Ordinal))];
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
