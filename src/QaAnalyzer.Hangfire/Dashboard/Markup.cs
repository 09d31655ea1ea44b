using System.Globalization;
using System.Net;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>HTML built of parts; every value that is put in is encoded unless it is markup itself.</summary>
internal sealed class Markup
{
    private readonly string _html;

    private Markup(string html) => _html = html;

    public static Markup Empty { get; } = new("");

    public static Markup Of(FormattableString html) =>
        new(string.Format(CultureInfo.InvariantCulture, html.Format, [.. html.GetArguments().Select(Encode)]));

    public static Markup Join<T>(IEnumerable<T> items, Func<T, FormattableString> html) => new(string.Concat(items.Select(item => Of(html(item)))));

    public override string ToString() => _html;

    private static object Encode(object? value) => value switch
    {
        Markup markup => markup._html,
        IFormattable number => WebUtility.HtmlEncode(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => WebUtility.HtmlEncode(value?.ToString() ?? ""),
    };
}
