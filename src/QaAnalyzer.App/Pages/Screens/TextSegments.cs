using QaAnalyzer.Conversations;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>A run of characters and the lines of the form that it is evidence for.</summary>
internal sealed record TextSegment(string Text, IReadOnlyList<string> Lines);

/// <summary>Cuts a text at the borders of its evidence, so that overlapping spans can be marked without nesting.</summary>
internal static class TextSegments
{
    public static IReadOnlyList<TextSegment> Of(string text, IReadOnlyCollection<(TextSpan Span, string Line)> marks)
    {
        List<(TextSpan Span, string Line)> inside = [.. marks.Select(m => (new TextSpan(Inside(text, m.Span.Start), Inside(text, m.Span.End)), m.Line))];
        var borders = inside.SelectMany(m => new[] { m.Span.Start, m.Span.End }).Concat([0, text.Length]).Distinct().Order().ToList();
        return [.. borders.Zip(borders.Skip(1), (start, end) => new TextSegment(text[start..end], LinesAt(inside, start)))];
    }

    private static IReadOnlyList<string> LinesAt(List<(TextSpan Span, string Line)> marks, int position) =>
        [.. marks.Where(m => m.Span.Start <= position && position < m.Span.End).Select(m => m.Line).Distinct(StringComparer.Ordinal)];

    // A border never splits a surrogate pair, and a span beyond the text ends with it.
    private static int Inside(string text, int border)
    {
        var inside = Math.Clamp(border, 0, text.Length);
        return inside > 0 && inside < text.Length && char.IsLowSurrogate(text[inside]) ? inside - 1 : inside;
    }
}
