using Microsoft.ML;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.MlNet;

/// <summary>The ML.NET tagger engine. One instance per thread, since prediction engines belong to one; the model is shared.</summary>
public sealed class MlNetTagger : ITagClassifier
{
    private readonly MlNetModel _model;
    private readonly UtteranceReader _reader = new();
    private readonly UtteranceColumns _columns = new();
    private readonly PredictionEngine<UtteranceColumns, FeatureVector> _featurizer;
    private readonly PredictionEngine<FeatureVector, SpeakerScores> _agent;
    private readonly PredictionEngine<FeatureVector, SpeakerScores> _customer;
    private FeatureVector _features = new();
    private SpeakerScores _scores = new();

    private MlNetTagger(MlNetModel model)
    {
        _model = model;
        _featurizer = model.FeatureEngine();
        _agent = model.ScoreEngine(Speaker.Agent);
        _customer = model.ScoreEngine(Speaker.Customer);
    }

    public static TaggerEngine Engine { get; } = new("mlnet", "tagger-mlnet.v1", Train, folder => new MlNetTagger(MlNetModel.Load(folder)));

    public string Id => _model.Id;

    public ITagClassifier Fork() => new MlNetTagger(_model);

    public float Threshold(int tag, bool chinese) => _model.Decision(tag, chinese).Threshold;

    public void Classify(in TagInput input, Span<float> probabilities)
    {
        probabilities.Clear();
        var sheet = Scoresheet.Of(input.Speaker);
        _reader.Read(input, _columns);
        _featurizer.Predict(_columns, ref _features);
        (input.Speaker == Speaker.Agent ? _agent : _customer).Predict(_features, ref _scores);
        var chinese = input.IsChinese;
        for (var t = 0; t < sheet.Tags; t++)
            probabilities[sheet.FirstTag + t] = _model.Decision(sheet.FirstTag + t, chinese).Probability(_scores.Scores.GetItemOrDefault(t));
    }

    /// <summary>Hashed n-grams do not lead back to words.</summary>
    public TagExplanation Explain(int tag, int most) => TagExplanation.None;

    private static void Train(IReadOnlyList<TrainingRow> rows, string phraseFolder, string folder)
    {
        var trained = new MlNetTrainer(PhraseMatcher.Load(phraseFolder)).Train(rows);
        TaggerBuild.WriteFigures(folder, TaggerMetrics.Of(rows, Features(0, Scoresheet.Agent.Tags), Features(Scoresheet.Agent.Tags, trained.Count), [.. trained.Select(t => t.Decisions)]));
        MlNetModel.Save(folder, trained);

        int Features(int from, int to) => trained.Skip(from).Take(to - from).SelectMany(t => t.Features).Distinct().Count();
    }
}
