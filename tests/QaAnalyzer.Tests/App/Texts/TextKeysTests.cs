using System.Text.RegularExpressions;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Reviews;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Tests.App.Texts;

public partial class TextKeysTests
{
    private static readonly TextCatalog Catalog = new();

    [Fact]
    public void Both_languages_have_the_same_keys() =>
        Assert.Equal(Catalog.Of("zh").Keys.Order(StringComparer.Ordinal), Catalog.Of("en").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_fill_in_the_same_values()
    {
        foreach (var (key, text) in Catalog.Of("zh")) Assert.Equal((key, Places(text)), (key, Places(Catalog.Of("en")[key])));
    }

    [Fact]
    public void Every_key_that_a_page_uses_exists_and_every_key_is_used()
    {
        string[] folders = ["Pages", "Accounts"];
        var sources = folders.SelectMany(f => Directory.GetFiles(Path.Combine(AppFolder(), f), "*.cs*", SearchOption.AllDirectories));
        var code = string.Join('\n', sources.Select(File.ReadAllText));
        var used = Indexed().Matches(code).Select(m => m.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(used);
        Assert.Empty(used.Except(Catalog.Of("zh").Keys, StringComparer.Ordinal));

        var families = Families().Matches(code).Select(m => m.Groups["family"].Value + ".").ToList();
        var named = Catalog.Of("zh").Keys.Where(k => code.Contains($"\"{k}\"", StringComparison.Ordinal));
        var ofFamilies = Catalog.Of("zh").Keys.Where(k => families.Exists(f => k.StartsWith(f, StringComparison.Ordinal)));
        Assert.Empty(Catalog.Of("zh").Keys.Except(named).Except(ofFamilies));
    }

    [Fact]
    public void Every_value_of_the_domain_has_a_name()
    {
        var keys = Enum.GetNames<AbstentionKind>().Select(n => $"abstention.{n}")
            .Concat(Enum.GetValues<Decision>().Where(d => d != Decision.Withdrawn).Select(d => $"state.{DecisionText.Of(d)}"))
            .Concat(Enum.GetNames<QaAnalyzer.Conversations.Channel>().Select(n => $"channel.{n.ToLowerInvariant()}"))
            .Concat(Enum.GetNames<QaAnalyzer.Conversations.Speaker>().Select(n => $"speaker.{n.ToLowerInvariant()}"))
            .Concat(QaAnalyzer.App.Accounts.Roles.All.Select(r => $"role.{r}"));
        Assert.Empty(keys.Except(Catalog.Of("zh").Keys, StringComparer.Ordinal));
    }

    private static string Places(string text) => string.Join(',', Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    private static string AppFolder() => Path.Combine(Product.Repository, "src", "QaAnalyzer.App");

    [GeneratedRegex(@"T\[""(?<key>[a-z0-9.-]+)""[\],]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Indexed();

    [GeneratedRegex(@"T\.Name\(""(?<family>[a-z]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Families();

    [GeneratedRegex(@"\{\d\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
