using YamlDotNet.Serialization;

namespace QaAnalyzer.App.Texts;

/// <summary>The words of the pages, one flat file of <c>key: text</c> per language; both files have the same keys.</summary>
internal sealed class TextCatalog
{
    private readonly Dictionary<string, Dictionary<string, string>> _byLanguage = Languages.ToDictionary(l => l, Read, StringComparer.Ordinal);

    /// <summary>The first one is the default.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh", "en"];

    public IReadOnlyDictionary<string, string> Of(string language) => _byLanguage[language];

    private static Dictionary<string, string> Read(string language)
    {
        var name = $"{language}.yaml";
        using var stream = typeof(TextCatalog).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the program");
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(reader);
    }
}
