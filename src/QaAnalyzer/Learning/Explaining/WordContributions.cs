using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>What the words of each utterance add to the mean score of each criterion, and the run of words that adds most. Reused; not thread-safe.</summary>
internal sealed class WordContributions
{
    private readonly GramPoints _points;
    private readonly CharacterSums _sums;

    public WordContributions(ScorerModel model)
    {
        _sums = new(model.Criteria.Count);
        _points = new(model, _sums.Width);
    }

    public void Set(AnalysisContext context, ConversationReading reading, GramRows rows)
    {
        _points.Set(reading.Grams, rows.Rows);
        _sums.Start(reading.Texts, context.Conversation.Utterances.Count);
        foreach (ref readonly var place in reading.Places) _sums.Add(place, _points.Of(place.Gram));
    }

    /// <summary>0 for an utterance without words or of nobody who is judged.</summary>
    public double Of(int utterance, int criterion) => _sums.Total(utterance, criterion);

    /// <summary>The words that add most, in the original text.</summary>
    public TextSpan? StrongestRun(ConversationReading reading, int utterance, int criterion) =>
        _sums.StrongestRun(utterance, criterion) is var (start, end) ? reading.Texts[utterance].ToOriginal(start, end) : null;

    public static Sentence NameOf(AnalysisContext context, int utterance) => context.Conversation.Utterances[utterance].Speaker == Speaker.Agent
        ? new($"第 {utterance} 句客服用语", $"the agent's words in utterance {utterance}")
        : utterance == context.Customer[^1]
            ? new($"客户最后一句（第 {utterance} 句）", $"the customer's closing words (utterance {utterance})")
            : new($"第 {utterance} 句客户用语", $"the customer's words in utterance {utterance}");
}
