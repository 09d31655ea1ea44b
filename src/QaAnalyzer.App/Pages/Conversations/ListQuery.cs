using System.Globalization;

namespace QaAnalyzer.App.Pages.Conversations;

/// <summary>The filters of the list as its address names them.</summary>
public sealed record ListQuery
{
    public string? Rubric { get; set; }

    public string? Channel { get; set; }

    public string? Language { get; set; }

    public string? Queue { get; set; }

    public string? Agent { get; set; }

    public string? Grade { get; set; }

    public string? State { get; set; }

    /// <summary>Kind of a channel flag, or <c>any</c>.</summary>
    public string? Flag { get; set; }

    public string? Search { get; set; }

    /// <summary>Only conversations with smaller keys: a search for a phrase goes on where it stopped.</summary>
    public long? Below { get; set; }

    public int Page { get; set; } = 1;

    /// <summary>Address of another page of the same list.</summary>
    public string To(int page) => To(page, Below);

    /// <summary>Address of the same list among older conversations.</summary>
    public string ToOlder(long below) => To(1, below);

    private string To(int page, long? below)
    {
        (string Name, string? Value)[] all =
        [
            ("rubric", Rubric), ("channel", Channel), ("language", Language), ("queue", Queue), ("agent", Agent), ("grade", Grade), ("state", State),
            ("flag", Flag), ("search", Search), ("below", below?.ToString(CultureInfo.InvariantCulture)), ("page", page.ToString(CultureInfo.InvariantCulture)),
        ];
        return QueryString.Create(all.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value))).ToString();
    }
}
