using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace QaAnalyzer.Data;

/// <summary>One node of a <see cref="YamlFile"/>. Reading a value of the wrong kind notes a complaint and gives a neutral value.</summary>
public readonly struct YamlValue(YamlFile file, YamlNode? node, long parentLine = 1)
{
    public bool Exists => node is not null;

    /// <summary>Where it is; where it is missing, where the map begins that lacks it.</summary>
    public long Line => node?.Start.Line ?? parentLine;

    public bool IsMap => node is YamlMappingNode;

    public YamlValue this[string key] =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? new(file, child) : new(file, null, Line);

    public IEnumerable<YamlValue> Items()
    {
        if (node is null) return [];
        var owner = file;
        if (node is YamlSequenceNode sequence) return sequence.Children.Select(child => new YamlValue(owner, child));
        return [this];
    }

    public IEnumerable<(string Key, YamlValue Value)> Entries()
    {
        if (node is null) return [];
        var owner = file;
        if (node is YamlMappingNode map) return map.Children.Select(pair => (((YamlScalarNode)pair.Key).Value ?? "", new YamlValue(owner, pair.Value)));
        Complain("expected keys with values", "Write `key: value` lines, indented below");
        return [];
    }

    public string Text(string expected)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } value }) return value;
        Complain($"expected {expected}", "Add it");
        return "";
    }

    public string? OptionalText() => (node as YamlScalarNode)?.Value;

    public double Number(string expected)
    {
        if (node is YamlScalarNode scalar && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Complain($"expected {expected}, got {Shown()}", "Write a number with a decimal point where needed");
        return 0;
    }

    /// <summary>A map with <c>zh</c> and <c>en</c>.</summary>
    public Sentence Sentence(string expected)
    {
        // A comma in an unquoted text would end it without a word.
        AllowOnly("zh", "en");
        if (this["zh"].OptionalText() is { Length: > 0 } zh && this["en"].OptionalText() is { Length: > 0 } en) return new(zh, en);
        Complain($"expected {expected} in both languages", "Write `{zh: …, en: …}`");
        return QaAnalyzer.Sentence.Empty;
    }

    /// <summary>Complains about keys that nobody reads: a slip would otherwise change nothing without a word.</summary>
    public void AllowOnly(params ReadOnlySpan<string> keys)
    {
        if (node is not YamlMappingNode map) return;
        foreach (var key in map.Children.Keys.OfType<YamlScalarNode>())
        {
            if (!keys.Contains(key.Value)) file.Complain(key.Start.Line, $"unknown key \"{key.Value}\"", $"Known here: {string.Join(", ", keys!)}");
        }
    }

    public void Complain(string what, string mend) => file.Complain(Line, what, mend);

    private string Shown() => node switch
    {
        null => "nothing",
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        _ => "a list or map",
    };
}
