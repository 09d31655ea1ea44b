using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

public class RowKeysTests
{
    [Theory]
    [InlineData("2026-03-01T00:00:00+00:00", "2026-03-01")]
    [InlineData("2026-03-31T23:59:59.9999999+00:00", "2026-03-01")]
    [InlineData("2026-04-01T07:59:59+08:00", "2026-03-01")]
    [InlineData("2026-04-01T08:00:00+08:00", "2026-04-01")]
    [InlineData("2025-12-31T20:00:00-05:00", "2026-01-01")]
    public void A_moment_belongs_to_its_month_in_UTC(string moment, string first)
    {
        var month = RowKeys.MonthOf(DateTimeOffset.Parse(moment, null));
        Assert.Equal(DateTimeOffset.Parse(first + "T00:00:00Z", null), RowKeys.StartOf(month));
    }

    [Fact]
    public void A_key_tells_its_month_and_later_months_have_greater_keys()
    {
        var march = RowKeys.MonthOf(new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));
        var last = RowKeys.Of(march, (1L << 40) - 1);
        Assert.Equal(march, RowKeys.MonthOf(last));
        Assert.Equal(last + 1, RowKeys.FirstOf(march + 1));
        Assert.Equal(RowKeys.FirstOf(march), RowKeys.Of(march, 0));
    }

    [Fact]
    public void Keys_of_this_century_are_exact_in_a_browser()
    {
        Assert.True(RowKeys.FirstOf(RowKeys.MonthOf(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero))) < 1L << 53);
    }
}
