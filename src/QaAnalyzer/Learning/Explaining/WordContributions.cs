using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>What the words of each utterance add to the mean score of a criterion, and the run of words that adds most.</summary>
internal sealed class WordContributions(ScorerModel model, AnalysisContext context, ConversationReading reading)
{
    private readonly Dictionary<uint, (int Row, float Value)> _known = Known(model, reading.Grams);

    /// <summary>One contribution per utterance that has known grams.</summary>
    public List<Contribution> Of(int criterion)
    {
        var runs = new Dictionary<int, CharacterSums>();
        reading.Visit(context, (utterance, text) =>
        {
            if (!runs.TryGetValue(utterance, out var sums)) runs.Add(utterance, sums = new(text));
            return new Summing(model, _known, criterion, sums);
        });
        return [.. runs.Where(r => r.Value.Total != 0).Select(r => new Contribution(
            NameOf(r.Key), r.Value.Total, r.Value.StrongestRun() is { } run ? [new Evidence(r.Key, run, null)] : []))];
    }

    private Sentence NameOf(int utterance) => context.Conversation.Utterances[utterance].Speaker == Speaker.Agent
        ? new($"第 {utterance} 句客服用语", $"the agent's words in utterance {utterance}")
        : utterance == context.Customer[^1]
            ? new($"第 {utterance} 句（客户最后一句）用语", $"the customer's closing words (utterance {utterance})")
            : new($"第 {utterance} 句客户用语", $"the customer's words in utterance {utterance}");

    private static Dictionary<uint, (int Row, float Value)> Known(ScorerModel model, ReadOnlySpan<Gram> grams)
    {
        var known = new Dictionary<uint, (int, float)>(grams.Length);
        foreach (var gram in grams)
        {
            if (model.Grams.Index.Find(gram.Hash) is var row and >= 0) known[gram.Hash] = (row, gram.Value);
        }

        return known;
    }

    /// <summary>Each place of a gram carries the gram's weight once; a gram said twice is damped in scoring, so sums are a little high for it.</summary>
    private readonly struct Summing(ScorerModel model, Dictionary<uint, (int Row, float Value)> known, int criterion, CharacterSums sums) : IGramSink
    {
        public void Run(uint hash, int start, int end) => Add(hash, start, end);

        public void Word(uint hash, int start, int end) => Add(hash, start, end);

        private void Add(uint hash, int start, int end)
        {
            if (known.TryGetValue(hash, out var gram)) sums.Add(start, end, -gram.Value * model.Grams.SumOf(gram.Row, criterion * OrdinalTarget.Cuts, OrdinalTarget.Cuts));
        }
    }
}
