using QaAnalyzer.Conversations;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>The conversation on a line of time, one lane for the customer and one for the centre. Shares are of the whole length, 0–1000.</summary>
internal sealed record TimeAxis(IReadOnlyList<TimeAxis.Bar> Bars, double Seconds)
{
    private const double Width = 1000;
    private const double ThinnestBar = 3;

    public sealed record Bar(int Index, Speaker Speaker, double X, double Width, bool Interrupts, double Start);

    /// <summary>Null when the source gives no times.</summary>
    public static TimeAxis? Of(TranscriptView transcript)
    {
        var timed = transcript.Bubbles.Where(b => b.Utterance.Start is not null).ToList();
        if (timed.Count < 2) return null;

        var first = timed.Min(b => b.Utterance.Start!.Value);
        var length = timed.Max(b => b.Utterance.End ?? b.Utterance.Start!.Value) - first;
        if (length <= 0) return null;

        var bars = timed.Select(b =>
        {
            var start = b.Utterance.Start!.Value;
            var width = Math.Max(ThinnestBar, ((b.Utterance.End ?? start) - start) / length * Width);
            return new Bar(b.Index, b.Utterance.Speaker, Math.Min((start - first) / length * Width, Width - width), width, b.Interrupts, start);
        });
        return new([.. bars], length);
    }
}
