using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>The conversation as bubbles with their tags, evidence and pauses.</summary>
internal sealed record TranscriptView(Conversation Conversation, IReadOnlyList<Bubble> Bubbles)
{
    public static TranscriptView Of(ConversationScreen screen)
    {
        // While a draft is hidden its signals are too: they are what it was made of.
        var signals = (screen.Form is { IsBlind: false } open ? open.Analysis.Signals : []).ToLookup(s => s.Utterance);
        var evidence = (screen.Form?.Lines ?? [])
            .SelectMany(l => l.Draft?.Evidence ?? [], (line, e) => (e.Utterance, e.Span, e.Tag, Line: line.Id))
            .ToLookup(e => e.Utterance);
        var pauses = Pauses.Of(screen.Conversation, screen.Rubric.Thresholds);
        var bubbles = screen.Conversation.Utterances.Select((utterance, index) =>
        {
            // Without a tag the utterance counts as a whole: a time, or a search in vain. Nothing in it to mark.
            var marks = evidence[index].Where(e => e.Tag is not null && e.Span.Length > 0).Select(e => (e.Span, e.Line)).ToList();
            return new Bubble
            {
                Index = index,
                Utterance = utterance,
                PauseBefore = pauses[index],
                Segments = TextSegments.Of(utterance.Text, marks),
                Whole = [.. evidence[index].Where(e => e.Tag is null || e.Span.Length == 0).Select(e => e.Line).Distinct(StringComparer.Ordinal)],
                Signals = [.. signals[index].GroupBy(s => s.Tag).Select(g => g.MaxBy(s => s.Probability)!)],
            };
        });
        return new(screen.Conversation, [.. bubbles]);
    }
}

/// <summary>One utterance as it is shown.</summary>
internal sealed record Bubble
{
    public required int Index { get; init; }

    public required Utterance Utterance { get; init; }

    /// <summary>Seconds of silence before it that are worth showing; negative when it came in before the other had ended.</summary>
    public required double? PauseBefore { get; init; }

    public required IReadOnlyList<TextSegment> Segments { get; init; }

    /// <summary>Lines of the form for which the utterance is evidence as a whole.</summary>
    public required IReadOnlyList<string> Whole { get; init; }

    /// <summary>The surest signal of each tag.</summary>
    public required IReadOnlyList<Signal> Signals { get; init; }

    public bool Interrupts => Signals.Any(s => s.Tag == "interruption");
}
