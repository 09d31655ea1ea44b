using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Features;

/// <summary>
/// Reads a conversation for the scorer: four views of its words, its circumstances, and its tags. What bots and the system say belongs to
/// nobody who is judged and is left out. Reused; not thread-safe.
/// </summary>
internal sealed class ConversationReading
{
    private readonly List<NormalizedText> _texts = [];
    private readonly ViewGrams _grams = new();

    /// <summary>Grams of the conversation read last.</summary>
    public ReadOnlySpan<Gram> Grams => _grams.Grams;

    public double[] Circumstances { get; } = new double[Features.Circumstances.All.Count];

    public double[] Tags { get; } = new double[TagRecency.Tags.Count];

    public void Read(AnalysisContext context)
    {
        for (var i = 0; i < Circumstances.Length; i++) Circumstances[i] = Features.Circumstances.All[i].Value(context);
        TagRecency.Fill(context, Tags);
        var utterances = context.Conversation.Utterances;
        while (_texts.Count < utterances.Count) _texts.Add(new());
        for (var i = 0; i < utterances.Count; i++) _texts[i].Set(utterances[i].Text);

        _grams.Clear();
        foreach (var view in Views(context))
        {
            foreach (var utterance in view.Utterances) _grams.Add(view.Number, _texts[utterance]);
            _grams.Close();
        }
    }

    /// <summary>Tells every gram of the conversation read last, with the utterance it stands in.</summary>
    public void Visit<TSink>(AnalysisContext context, Func<int, NormalizedText, TSink> sinkOf)
        where TSink : struct, IGramSink
    {
        foreach (var view in Views(context))
        {
            foreach (var utterance in view.Utterances) _grams.Visit(view.Number, _texts[utterance], sinkOf(utterance, _texts[utterance]));
        }
    }

    /// <summary>The last utterance is another view for each speaker: thanks from an agent is not thanks from a customer.</summary>
    private static IEnumerable<(uint Number, IReadOnlyList<int> Utterances)> Views(AnalysisContext context)
    {
        yield return (0, context.Agent);
        yield return (1, context.Customer);
        if (context.Customer.Count > 0) yield return (2, [context.Customer[^1]]);
        var last = Math.Max(context.Agent.LastOrDefault(-1), context.Customer.LastOrDefault(-1));
        if (last >= 0) yield return (context.Conversation.Utterances[last].Speaker == Speaker.Agent ? 3u : 4u, [last]);
    }
}
