using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Files;

namespace QaAnalyzer.Transcripts;

/// <summary>What must hold for every conversation whatever its source: later stages rely on it.</summary>
internal static class ConversationCheck
{
    /// <summary>The first thing that is wrong, or null. Overlapping utterances and single empty texts are fine.</summary>
    public static string? Problem(Conversation conversation, string encoding)
    {
        if (string.IsNullOrWhiteSpace(conversation.Id)) return "expected an id, got none";
        if (conversation.Id.Contains(TextEncodings.Invalid, StringComparison.Ordinal)) return $"id: expected text in {encoding}, got bytes that are not";
        if (conversation.RingSeconds is { } ring && !IsTime(ring)) return $"expected ring seconds of 0 or more, got {Show(ring)}";
        if (conversation.DurationSeconds is { } length && !IsTime(length)) return $"expected duration seconds of 0 or more, got {Show(length)}";
        if (conversation.Utterances is not { Count: > 0 } utterances) return "expected at least one utterance, got none";
        var hasText = false;
        var last = 0.0;
        for (var i = 0; i < utterances.Count; i++)
        {
            if (OfUtterance(utterances[i], last, encoding) is { } problem) return $"utterance {i}: {problem}";
            last = utterances[i].Start ?? last;
            hasText = hasText || !string.IsNullOrWhiteSpace(utterances[i].Text);
        }

        return hasText ? null : "expected an utterance with text, all are empty";
    }

    private static string? OfUtterance(Utterance? utterance, double last, string encoding)
    {
        if (utterance is not { Text: { } text }) return "expected a text, got null";
        if (utterance.Start is { } start)
        {
            if (!IsTime(start)) return $"expected a start time of 0 seconds or more, got {Show(start)}";
            if (start < last) return $"expected a start time not before the previous utterance's ({Show(last)} s), got {Show(start)} s";
        }

        if (utterance.End is { } end && (!IsTime(end) || end < (utterance.Start ?? 0)))
            return $"expected an end time not before the start ({Show(utterance.Start ?? 0)} s), got {Show(end)} s";
        return OfText(text, encoding);
    }

    private static string? OfText(string text, string encoding)
    {
        if (text.Contains(TextEncodings.Invalid, StringComparison.Ordinal))
            return $"expected text in {encoding}, got bytes that are not; name the right one with --encoding";

        // U+FFFD is what an earlier program wrote for bytes it could not read; one among many words does no harm.
        if (text.Contains('\ufffd', StringComparison.Ordinal) && text.Count(c => c == '\ufffd') is > 1 and var lost && lost * 20 > text.Length)
            return $"expected readable text, got {lost} replacement characters (U+FFFD): it was decoded with a wrong encoding before";
        return null;
    }

    private static bool IsTime(double seconds) => double.IsFinite(seconds) && seconds >= 0;

    private static string Show(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
