using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Search;

/// <summary>The piece of a conversation that shows most of what was looked for.</summary>
/// <param name="Utterance">Index in the conversation.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="Parts">In order; raw text, nothing in it is safe as HTML.</param>
public sealed record SearchSnippet(int Utterance, Speaker Speaker, IReadOnlyList<SnippetPart> Parts)
{
    private const int Longest = 120;
    private const int LeadIn = 24;
    private const string Cut = "…";

    /// <summary>Null when the words are in none of the utterances: the id was found.</summary>
    internal static SearchSnippet? Of(Conversation conversation, SearchMatcher matcher)
    {
        var (best, at) = (default(SearchHits), 0);
        for (var i = 0; i < conversation.Utterances.Count; i++)
        {
            var hits = matcher.In(conversation.Utterances[i].Text);
            if (hits.Weight > best.Weight) (best, at) = (hits, i);
        }

        if (best.Weight == 0) return null;
        var utterance = conversation.Utterances[at];
        return new(at, utterance.Speaker, PartsOf(utterance.Text, best.Spans));
    }

    private static List<SnippetPart> PartsOf(string text, IReadOnlyList<TextSpan> spans)
    {
        var start = Whole(text, spans[0].Start <= LeadIn ? 0 : spans[0].Start - LeadIn);
        var end = Whole(text, Math.Min(text.Length, Math.Max(start + Longest, spans[0].End)));
        var parts = new List<SnippetPart>();
        if (start > 0) parts.Add(new(Cut, false));
        foreach (var span in spans.Where(s => s.Start < end))
        {
            var to = Math.Min(span.End, end);
            if (span.Start > start) parts.Add(new(text[start..span.Start], false));
            parts.Add(new(text[span.Start..to], true));
            start = to;
        }

        if (start < end) parts.Add(new(text[start..end], false));
        if (end < text.Length) parts.Add(new(Cut, false));
        return parts;
    }

    /// <summary>Moves a border back so that it parts no character from its marks.</summary>
    private static int Whole(string text, int border)
    {
        while (border > 0 && border < text.Length && CharacterFolding.Extends(text[border])) border--;
        return border;
    }
}

/// <summary>Some characters of the original text.</summary>
public sealed record SnippetPart(string Text, bool IsHit);
