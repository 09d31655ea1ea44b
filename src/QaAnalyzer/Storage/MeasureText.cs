using System.Globalization;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Storage;

/// <summary>
/// Measures in a column, in the order of a list of ids that is stored once: <c>3@1,4,6;.5@1;;0</c> is value and utterances, nothing where the value
/// is absent. Their sentences are not stored: drafts keep the ones that decided, and an analysis of the conversation words them again.
/// </summary>
internal static class MeasureText
{
    public static ReadOnlySpan<char> Write(IReadOnlyList<Measure> measures)
    {
        var text = Characters.Empty();
        for (var i = 0; i < measures.Count; i++)
        {
            if (i > 0) text.Add(';');
            if (measures[i].Value is { } value) text.Add(value);
            var utterances = measures[i].Utterances;
            for (var u = 0; u < utterances.Count; u++)
            {
                text.Add(u == 0 ? '@' : ',');
                text.Add(utterances[u]);
            }
        }

        return text.Text;
    }

    public static IReadOnlyList<Measure> Read(string ids, string text) =>
        ids.Length == 0 ? [] : [.. ids.Split(' ').Zip(text.Split(';'), ReadOne)];

    private static Measure ReadOne(string id, string text)
    {
        var parts = text.Split('@');
        return new()
        {
            Id = id,
            Value = parts[0].Length == 0 ? null : double.Parse(parts[0], CultureInfo.InvariantCulture),
            Utterances = parts.Length == 1 ? [] : [.. parts[1].Split(',').Select(u => int.Parse(u, CultureInfo.InvariantCulture))],
            Wording = () => new(id, id),
        };
    }
}
