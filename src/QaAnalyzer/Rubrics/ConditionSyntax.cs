using System.Globalization;
using QaAnalyzer.Data;

namespace QaAnalyzer.Rubrics;

/// <summary>Reads <c>measure-id &gt;= 2</c>; a bare <c>measure-id</c> means "above zero", <c>no measure-id</c> means "zero".</summary>
internal static class ConditionSyntax
{
    private static readonly (string Sign, Comparison Comparison)[] Signs =
    [
        ("<=", Comparison.AtMost), (">=", Comparison.AtLeast), ("<", Comparison.Less), (">", Comparison.Greater), ("=", Comparison.Equal),
    ];

    public static Condition Read(YamlValue value)
    {
        var text = value.Text("a condition such as \"empathy-count >= 1\"").Trim();
        foreach (var (sign, comparison) in Signs)
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0) continue;
            if (double.TryParse(text.AsSpan(at + sign.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return new(text[..at].Trim(), comparison, number);
            value.Complain($"condition \"{text}\" has no number after {sign}", "Write for example `empathy-count >= 1`");
            return new(text[..at].Trim(), comparison, 0);
        }

        return text.StartsWith("no ", StringComparison.Ordinal) ? new(text[3..].Trim(), Comparison.Equal, 0) : new(text, Comparison.Greater, 0);
    }

    public static IReadOnlyList<Condition> ReadAll(YamlValue values) => [.. values.Items().Select(Read)];
}
