namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>A way to build and run taggers. All engines train on the same rows and answer through <see cref="ITagClassifier"/>.</summary>
/// <param name="Name">Name in settings and commands.</param>
/// <param name="ModelId">Id of its shipped model, which is also the model's folder under <c>models</c>.</param>
/// <param name="Train">Rows, folder of phrase lists, and the folder into which model, labels and figures are written.</param>
/// <param name="Load">Loads the model of a folder; throws <see cref="ModelException"/> when it cannot be used.</param>
public sealed record TaggerEngine(
    string Name,
    string ModelId,
    Action<IReadOnlyList<TrainingRow>, string, string> Train,
    Func<string, ITagClassifier> Load)
{
    /// <summary>The default: no package, a model of 2.6 MB, nothing allocated per utterance.</summary>
    public static TaggerEngine Builtin { get; } = new("builtin", "tagger.v1", TaggerBuild.Train, TaggerBuild.LoadClassifier);
}
