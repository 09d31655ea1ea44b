using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>The conversation as bubbles with their tags, evidence and pauses.</summary>
internal sealed record TranscriptView(Conversation Conversation, IReadOnlyList<Bubble> Bubbles, Thresholds Thresholds)
{
    public static TranscriptView Of(ConversationScreen screen)
    {
        // While a draft is hidden its signals are too: they are what it was made of.
        var signals = (screen.Form is { IsBlind: false } open ? open.Analysis.Signals : []).ToLookup(s => s.Utterance);
        var evidence = (screen.Form?.Lines ?? [])
            .SelectMany(l => l.Draft?.Evidence ?? [], (line, e) => (e.Utterance, e.Span, e.Tag, Line: line.Id))
            .ToLookup(e => e.Utterance);
        var quiet = Quiet.Of(screen.Conversation, screen.Silences, screen.Rubric.Thresholds);
        var bubbles = screen.Conversation.Utterances.Select((utterance, index) =>
        {
            // Without a tag the utterance counts as a whole: a time, or a search in vain. Nothing in it to mark.
            var marks = evidence[index].Where(e => e.Tag is not null && e.Span.Length > 0).Select(e => (e.Span, e.Line)).ToList();
            return new Bubble
            {
                Index = index,
                Utterance = utterance,
                QuietBefore = quiet.GetValueOrDefault(index),
                Segments = TextSegments.Of(utterance.Text, marks),
                Whole = [.. evidence[index].Where(e => e.Tag is null || e.Span.Length == 0).Select(e => e.Line).Distinct(StringComparer.Ordinal)],
                Signals = [.. signals[index].GroupBy(s => s.Tag).Select(g => g.MaxBy(s => s.Probability)!)],
            };
        });
        return new(screen.Conversation, [.. bubbles], screen.Rubric.Thresholds);
    }
}

/// <summary>One utterance as it is shown.</summary>
internal sealed record Bubble
{
    public required int Index { get; init; }

    public required Utterance Utterance { get; init; }

    /// <summary>Silence before it that is worth showing.</summary>
    public required Quiet? QuietBefore { get; init; }

    public required IReadOnlyList<TextSegment> Segments { get; init; }

    /// <summary>Lines of the form for which the utterance is evidence as a whole.</summary>
    public required IReadOnlyList<string> Whole { get; init; }

    /// <summary>The surest signal of each tag.</summary>
    public required IReadOnlyList<Signal> Signals { get; init; }

    /// <summary>What became of speaking at the same time: the verdict where there is one, else the bare fact.</summary>
    public Signal? Verdict => Signals.FirstOrDefault(s => s.Tag is "interruption" or "backchannel") ?? Signals.FirstOrDefault(s => s.Tag == "overlap");

    /// <summary>Signals without those that the verdict stands for.</summary>
    public IEnumerable<Signal> Tags => Signals.Where(s => s.Tag is not ("overlap" or "backchannel" or "interruption"));

    public bool Interrupts => Signals.Any(s => s.Tag == "interruption");
}
