using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning.Features;

/// <summary>
/// One number per tag: each utterance that carries it counts 1, halved for every later utterance of the same speaker. Often and late is
/// high: how a conversation ends weighs most in how people judge it.
/// </summary>
internal static class TagRecency
{
    public static IReadOnlyList<string> Tags { get; } = [.. TagVocabulary.Text, .. TagVocabulary.Timing];

    public static void Fill(AnalysisContext context, Span<double> values)
    {
        for (var t = 0; t < Tags.Count; t++)
        {
            var (sum, before) = (0.0, -1);
            foreach (var signal in context.Signals.Of(Tags[t]))
            {
                // Several signals of one utterance come one after the other.
                if (signal.Utterance == before) continue;
                before = signal.Utterance;
                sum += Math.Pow(0.5, Later(context, signal.Utterance));
            }

            values[t] = sum;
        }
    }

    private static int Later(AnalysisContext context, int utterance)
    {
        var own = context.UtterancesOf(context.Conversation.Utterances[utterance].Speaker == Speaker.Agent ? Speaker.Agent : Speaker.Customer);
        var later = 0;
        for (var i = own.Count - 1; i >= 0 && own[i] > utterance; i--) later++;
        return later;
    }
}
