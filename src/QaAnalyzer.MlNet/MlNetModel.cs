using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.MlNet;

/// <summary>
/// A pipeline from text to raw scores (<c>model.zip</c>, readable by any ML.NET program), what turns scores into decisions
/// (<c>decisions.json</c>), and the checksums of both. Immutable; shared by all threads.
/// </summary>
internal sealed class MlNetModel
{
    private const string Zip = "model.zip";
    private const string DecisionFile = "decisions.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly MLContext _ml;
    private readonly ITransformer _featurizer;
    private readonly ITransformer _learners;
    private readonly Header _header;

    /// <summary>
    /// The pipeline is cut behind the features: in one piece each learner would ask for them, and ML.NET would compute them as often.
    /// </summary>
    private MlNetModel(MLContext ml, TransformerChain<ITransformer> pipeline, Header header)
    {
        _ml = ml;
        _featurizer = pipeline.First();
        _learners = new TransformerChain<ITransformer>([.. pipeline.Skip(1)]);
        _header = header;
    }

    public string Id => _header.Id;

    public TagDecision Decision(int tag, bool chinese) => _header.Decisions[tag][chinese ? 1 : 0];

    /// <summary>Computes the features of an utterance; an engine belongs to one thread.</summary>
    public PredictionEngine<UtteranceColumns, FeatureVector> FeatureEngine() => _ml.Model.CreatePredictionEngine<UtteranceColumns, FeatureVector>(_featurizer);

    /// <summary>Computes the scores of one speaker's tags from features; an engine belongs to one thread.</summary>
    public PredictionEngine<FeatureVector, SpeakerScores> ScoreEngine(Speaker speaker)
    {
        var input = SchemaDefinition.Create(typeof(FeatureVector));
        input[nameof(FeatureVector.Features)].ColumnType = Featurizer.VectorType;
        var output = SchemaDefinition.Create(typeof(SpeakerScores));
        output[nameof(SpeakerScores.Scores)].ColumnName = ColumnOf(speaker);
        return _ml.Model.CreatePredictionEngine<FeatureVector, SpeakerScores>(_learners, inputSchemaDefinition: input, outputSchemaDefinition: output);
    }

    public static void Save(string folder, IReadOnlyList<TrainedTag> tags)
    {
        Directory.CreateDirectory(folder);
        var ml = new MLContext(seed: 0);
        var input = ml.Data.LoadFromEnumerable<UtteranceColumns>([new()]);
        var zip = Path.Combine(folder, Zip);
        ml.Model.Save(Pipeline(ml, input, tags), input.Schema, zip);
        ForgetTimes(zip);
        var header = new Header(TaggerBuild.IdOf(folder), [.. TagVocabulary.Text], [.. tags.Select(t => t.Decisions)]);
        File.WriteAllText(Path.Combine(folder, DecisionFile), JsonSerializer.Serialize(header, Json) + "\n");
        Checksums.Write(folder, [Zip, DecisionFile]);
    }

    /// <exception cref="ModelException">Missing, damaged, or made for other tags; the message says which and what to do.</exception>
    public static MlNetModel Load(string folder)
    {
        Checksums.Verify(folder, [Zip, DecisionFile]);
        var decisions = Path.Combine(folder, DecisionFile);
        var header = JsonSerializer.Deserialize<Header>(File.ReadAllText(decisions), Json)!;
        if (!header.Tags.SequenceEqual(TagVocabulary.Text, StringComparer.Ordinal)) throw Checksums.Refusal(decisions, "was trained for other tags");
        var ml = new MLContext(seed: 0);
        return new(ml, (TransformerChain<ITransformer>)ml.Model.Load(Path.Combine(folder, Zip), out _), header);
    }

    /// <summary>Features once, then every learner on them; each writes the column Score, which is kept under the tag's name.</summary>
    private static TransformerChain<ITransformer> Pipeline(MLContext ml, IDataView input, IReadOnlyList<TrainedTag> tags)
    {
        List<ITransformer> steps = [Featurizer.Create(ml)];
        var data = steps[0].Transform(input);
        for (var t = 0; t < tags.Count; t++)
        {
            Append(tags[t].Learner);
            Append(ml.Transforms.CopyColumns(TagVocabulary.Text[t], "Score").Fit(data));
        }

        Append(ml.Transforms.Concatenate(ColumnOf(Speaker.Agent), [.. TagVocabulary.Agent]).Fit(data));
        Append(ml.Transforms.Concatenate(ColumnOf(Speaker.Customer), [.. TagVocabulary.Customer]).Fit(data));
        return new([.. steps]);

        void Append(ITransformer step)
        {
            steps.Add(step);
            data = step.Transform(data);
        }
    }

    private static string ColumnOf(Speaker speaker) => speaker == Speaker.Agent ? "AgentScores" : "CustomerScores";

    /// <summary>The same rows give the same file: entries carry no time of writing.</summary>
    private static void ForgetTimes(string zip)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        foreach (var entry in archive.Entries) entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    private sealed record Header(string Id, string[] Tags, TagDecision[][] Decisions);
}

/// <summary>Raw scores of one speaker's tags.</summary>
internal sealed class SpeakerScores
{
    public VBuffer<float> Scores { get; set; }
}
