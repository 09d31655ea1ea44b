using System.Globalization;
using System.Text;

namespace QaAnalyzer.App.Watch;

/// <summary>Names, labels and numbers as the text format of Prometheus wants them.</summary>
internal static class MetricText
{
    /// <summary><c>qa.chunk.duration</c> in <c>s</c> becomes <c>qa_chunk_duration_seconds</c>; units in braces only explain and are left out.</summary>
    public static string Name(string name, string? unit)
    {
        var suffix = unit switch
        {
            null or "" or "1" => "",
            "s" => "_seconds",
            "By" => "_bytes",
            ['{', ..] => "",
            _ => "_" + Clean(unit),
        };
        return Clean(name) + suffix;
    }

    /// <summary>In the order of their names, without braces.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var labels = new List<string>(tags.Length);
        foreach (var (name, value) in tags) labels.Add($"{Clean(name)}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    public static string Braces(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public static string Help(string? text) => (text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    private static string Escape(string value) => Help(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var c in name) clean.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return clean.ToString();
    }
}
