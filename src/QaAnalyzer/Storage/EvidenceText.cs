using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Storage;

/// <summary>
/// Evidence of a draft in a column, separated by spaces. Most of it is a stored signal and only its position is written: <c>4</c>. Anything
/// else is a place: <c>2:0-9</c>, with a tag <c>2:0-9:greeting</c>.
/// </summary>
internal static class EvidenceText
{
    public static ReadOnlySpan<char> Write(IReadOnlyList<Evidence> evidence, IReadOnlyList<Signal> signals)
    {
        var text = Characters.Empty();
        foreach (var item in evidence)
        {
            if (text.Length > 0) text.Add(' ');
            var position = item.Tag is null ? -1 : PositionOf(item, signals);
            if (position >= 0) text.Add(position);
            else WritePlace(text, item);
        }

        return text.Text;
    }

    public static IReadOnlyList<Evidence> Read(string text, IReadOnlyList<Signal> signals) =>
        text.Length == 0 ? [] : [.. text.Split(' ').Select(item => ReadOne(item, signals))];

    private static Evidence ReadOne(string item, IReadOnlyList<Signal> signals)
    {
        if (item.Split(':', 3) is not [var utterance, var span, .. var tag])
        {
            var signal = signals[Number(item)];
            return new(signal.Utterance, signal.Span, signal.Tag);
        }

        var dash = span.IndexOf('-', StringComparison.Ordinal);
        return new(Number(utterance), new(Number(span[..dash]), Number(span[(dash + 1)..])), tag.Length == 0 ? null : tag[0]);
    }

    private static void WritePlace(Characters text, Evidence item)
    {
        text.Add(item.Utterance);
        text.Add(':');
        text.Add(item.Span.Start);
        text.Add('-');
        text.Add(item.Span.End);
        if (item.Tag is not { } tag) return;
        text.Add(':');
        text.Add(tag);
    }

    private static int PositionOf(Evidence item, IReadOnlyList<Signal> signals)
    {
        for (var i = 0; i < signals.Count; i++)
        {
            if (signals[i].Utterance == item.Utterance && signals[i].Span == item.Span && signals[i].Tag == item.Tag) return i;
        }

        return -1;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
