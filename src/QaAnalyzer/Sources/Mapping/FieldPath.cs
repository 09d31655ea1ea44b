using System.Globalization;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Sources.Mapping;

/// <summary>Names of fields separated by points; a number takes an element of a list, and <c>.</c> alone is the value itself.</summary>
public sealed class FieldPath(string text)
{
    private readonly string[] _steps = text.Split('.', StringSplitOptions.RemoveEmptyEntries);

    internal JsonField In(JsonField root)
    {
        foreach (var step in _steps)
        {
            root = root.IsArray && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? root.Items().ElementAtOrDefault(index) is { Draft: not null } element ? element : root["\0"]
                : root[step];
        }

        return root;
    }

    public override string ToString() => text;
}
