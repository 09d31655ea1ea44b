using System.Globalization;
using System.Text;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Storage;

/// <summary>
/// Measures in a column, in the order of a list of ids that is stored once: <c>3@1,4,6;.5@1;;0</c> is value and utterances, nothing where the value
/// is absent. Their sentences are not stored: drafts keep the ones that decided, and an analysis of the conversation words them again.
/// </summary>
internal static class MeasureText
{
    public static string Write(IReadOnlyList<Measure> measures)
    {
        var text = new StringBuilder(measures.Count * 6);
        Span<char> number = stackalloc char[32];
        for (var i = 0; i < measures.Count; i++)
        {
            if (i > 0) text.Append(';');
            if (measures[i].Value is { } value) text.Append(number[..NumberText.Write(value, number)]);
            var before = '@';
            foreach (var utterance in measures[i].Utterances)
            {
                text.Append(before).Append(CultureInfo.InvariantCulture, $"{utterance}");
                before = ',';
            }
        }

        return text.ToString();
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
