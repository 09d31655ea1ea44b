using System.Globalization;
using System.Net;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>HTML built of parts; every value that is put in is encoded unless it is markup itself.</summary>
internal sealed class Markup
{
    private readonly string _html;

    private Markup(string html) => _html = html;

    public static Markup Empty { get; } = new("");

    public static Markup Of(FormattableString html) => new(html.ToString(Encoding.Html));

    public static Markup Join<T>(IEnumerable<T> items, Func<T, FormattableString> html) => new(string.Concat(items.Select(item => Of(html(item)))));

    public override string ToString() => _html;

    /// <summary>Asked for every value with the format that stands beside it.</summary>
    private sealed class Encoding : IFormatProvider, ICustomFormatter
    {
        public static Encoding Html { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            Markup markup => markup._html,
            IFormattable number => WebUtility.HtmlEncode(number.ToString(format, CultureInfo.InvariantCulture)),
            _ => WebUtility.HtmlEncode(arg?.ToString() ?? ""),
        };
    }
}
