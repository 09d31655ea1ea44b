using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>What the words of each utterance add to the mean score of each criterion, and the run of words that adds most.</summary>
internal sealed class WordContributions
{
    private readonly AnalysisContext _context;
    private readonly SortedDictionary<int, CharacterSums> _utterances = [];

    /// <summary>Reads the conversation once more, now with the places of what the model knows.</summary>
    public WordContributions(ScorerModel model, AnalysisContext context, ConversationReading reading)
    {
        _context = context;
        var points = new GramPoints(model, reading.Grams);
        reading.Visit(context, (utterance, text) =>
        {
            if (!_utterances.TryGetValue(utterance, out var sums)) _utterances.Add(utterance, sums = new(text, model.Criteria.Count));
            return new Summing(points, sums);
        });
    }

    /// <summary>One contribution per utterance that has words.</summary>
    public IEnumerable<Contribution> Of(int criterion) => _utterances
        .Where(u => u.Value.Total(criterion) != 0)
        .Select(u => new Contribution(u.Value.Total(criterion), () => new(NameOf(u.Key), u.Value.StrongestRun(criterion) is { } run ? [new Evidence(u.Key, run, null)] : [])));

    private Sentence NameOf(int utterance) => _context.Conversation.Utterances[utterance].Speaker == Speaker.Agent
        ? new($"第 {utterance} 句客服用语", $"the agent's words in utterance {utterance}")
        : utterance == _context.Customer[^1]
            ? new($"客户最后一句（第 {utterance} 句）", $"the customer's closing words (utterance {utterance})")
            : new($"第 {utterance} 句客户用语", $"the customer's words in utterance {utterance}");

    private readonly struct Summing(GramPoints points, CharacterSums sums) : IGramSink
    {
        public void Run(uint hash, int start, int end) => Word(hash, start, end);

        public void Word(uint hash, int start, int end) => sums.Add(start, end, points.Of(hash));
    }
}
