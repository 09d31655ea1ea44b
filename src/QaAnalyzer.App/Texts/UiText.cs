using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace QaAnalyzer.App.Texts;

/// <summary>The words of this request's language: the person's choice, else what the browser prefers, else Chinese.</summary>
internal sealed class UiText
{
    public const string Cookie = "qa-language";

    private readonly IReadOnlyDictionary<string, string> _texts;

    public UiText(IHttpContextAccessor context, TextCatalog catalog)
    {
        Language = LanguageOf(context.HttpContext!.Request);
        _texts = catalog.Of(Language);
    }

    public string Language { get; }

    public bool IsChinese => Language == "zh";

    /// <exception cref="KeyNotFoundException">A bug: the key is not in the file of texts.</exception>
    public string this[string key] => _texts.TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"Texts/{Language}.yaml has no key \"{key}\"");

    public string this[string key, params object?[] values] => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The name of an id out of a family (<c>tag</c>, <c>channel</c>, …); an id without a name shows as it is.</summary>
    public string Name(string family, string? id) => id is null ? "" : _texts.GetValueOrDefault($"{family}.{id}", id);

    public string Say(Sentence sentence) => sentence.In(IsChinese);

    private static string LanguageOf(HttpRequest request)
    {
        if (request.Cookies[Cookie] is { } chosen && TextCatalog.Languages.Contains(chosen)) return chosen;

        var accepted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1);
        return accepted.Select(Known).FirstOrDefault(l => l is not null) ?? TextCatalog.Languages[0];
    }

    private static string? Known(StringWithQualityHeaderValue language) =>
        TextCatalog.Languages.FirstOrDefault(known => language.Value.StartsWith(known, StringComparison.OrdinalIgnoreCase));
}
