using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Features;

/// <summary>
/// Reads a conversation for the scorer: views of its words, its circumstances, moods among them, and its tags. What bots and the system say belongs to
/// nobody who is judged and is left out. Neutral words stand where the text says who somebody is. Reused; not thread-safe.
/// </summary>
/// <param name="words">Words that it reads as others.</param>
/// <param name="moods">Tells the customer's moods; without it they count as unknown.</param>
internal sealed class ConversationReading(NeutralWords words, MoodReader? moods = null)
{
    private readonly List<NormalizedText> _texts = [];
    private readonly ViewGrams _grams = new();
    private readonly List<WordMatch> _matches = [];
    private readonly List<double> _moods = [];

    /// <summary>Grams of the conversation read last.</summary>
    public ReadOnlySpan<Gram> Grams => _grams.Grams;

    /// <summary>Where they stand.</summary>
    public ReadOnlySpan<GramPlace> Places => _grams.Places;

    /// <summary>What was read of each utterance; there may be more texts than utterances.</summary>
    public IReadOnlyList<NormalizedText> Texts => _texts;

    public double[] Circumstances { get; } = new double[Features.Circumstances.All.Count];

    /// <summary>See <see cref="MoodCourse"/>.</summary>
    public double[] Course { get; } = new double[MoodCourse.Numbers];

    public double[] Tags { get; } = new double[TagRecency.Tags.Count];

    /// <param name="context">The conversation as it is.</param>
    /// <param name="neutral">The same with neutral words, for what depends on tags.</param>
    public void Read(AnalysisContext context, AnalysisContext neutral)
    {
        var utterances = context.Conversation.Utterances;
        while (_texts.Count < utterances.Count) _texts.Add(new());
        var table = words.For(context.Conversation);
        for (var i = 0; i < utterances.Count; i++)
        {
            _texts[i].Set(utterances[i].Text);
            _matches.Clear();
            table.Find(_texts[i].Chars, _matches);
            _texts[i].Replace(_matches);
        }

        _moods.Clear();
        moods?.AddLevels(neutral.Conversation, _moods);
        var shape = new Shape(neutral, _texts, _moods);
        for (var i = 0; i < Circumstances.Length; i++) Circumstances[i] = Features.Circumstances.All[i].Value(shape);
        MoodCourse.Fill(_moods, Course);
        TagRecency.Fill(neutral, Tags);

        _grams.Clear();
        foreach (var view in ConversationViews.Of(context))
        {
            foreach (var utterance in view.Utterances) _grams.Add((uint)view.Number, utterance, _texts[utterance]);
            _grams.Close((uint)view.Number, ConversationViews.WeightOf(view.Number));
        }
    }
}
