using System.Collections.Concurrent;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Signals.Text;

/// <summary>
/// What the words do: phrase lists find, the classifier adds what they miss and vetoes what they get wrong. Without a classifier the lists
/// alone decide.
/// </summary>
public sealed class TextDetector : ISignalDetector
{
    /// <summary>Features named in the reason of a signal.</summary>
    private const int WordsNamed = 3;

    private readonly PhraseMatcher _phrases;
    private readonly ITagClassifier? _classifier;
    private readonly ConcurrentBag<TextWorkspace> _idle = [];

    internal TextDetector(PhraseMatcher phrases, ITagClassifier? classifier) => (_phrases, _classifier) = (phrases, classifier);

    /// <param name="phraseFolder">Folder of phrase lists; the words that are heard as one stand in the folder <c>fairness</c> beside it.</param>
    /// <param name="classifier">A tagger engine, or null for phrases alone.</param>
    /// <exception cref="Data.DataFileException">A list cannot be used.</exception>
    public static TextDetector Load(string phraseFolder, ITagClassifier? classifier) => new(PhraseMatcher.Load(phraseFolder), classifier);

    public string Name => "text";

    public bool UsesThresholds => false;

    /// <summary>Id of the classifier's model; null when phrases alone decide.</summary>
    public string? Tagger => _classifier?.Id;

    public IReadOnlyCollection<string> Tags => (IReadOnlyCollection<string>)TagVocabulary.Text;

    public void Detect(AnalysisContext context)
    {
        if (!_idle.TryTake(out var workspace)) workspace = new(_phrases, _classifier?.Fork());
        try
        {
            Detect(context.Conversation, workspace, context.Signals);
        }
        finally
        {
            _idle.Add(workspace);
        }
    }

    private static void Detect(Conversation conversation, TextWorkspace workspace, SignalSet signals)
    {
        string? lastAgent = null, lastCustomer = null;
        for (var i = 0; i < conversation.Utterances.Count; i++)
        {
            var utterance = conversation.Utterances[i];
            if (utterance.Speaker == Speaker.Agent)
            {
                Detect(utterance, i, lastCustomer, workspace, signals);
                lastAgent = utterance.Text;
            }
            else if (utterance.Speaker == Speaker.Customer)
            {
                Detect(utterance, i, lastAgent, workspace, signals);
                lastCustomer = utterance.Text;
            }
        }
    }

    private static void Detect(Utterance utterance, int index, string? previous, TextWorkspace workspace, SignalSet signals)
    {
        var verdicts = workspace.Judge(utterance.Speaker, utterance.Text, previous);
        for (var tags = verdicts.Found; tags != 0; tags &= tags - 1)
        {
            var tag = System.Numerics.BitOperations.TrailingZeroCount(tags);
            signals.Add(TagMask.Has(verdicts.Phrases, tag)
                ? PhraseSignal(utterance, index, tag, workspace)
                : ClassifierSignal(utterance, index, tag, workspace));
        }
    }

    private static Signal PhraseSignal(Utterance utterance, int index, int tag, TextWorkspace workspace)
    {
        var match = workspace.BestMatch(tag);
        var span = workspace.Text.ToOriginal(match.Start, match.End);
        var probability = workspace.HasClassifier ? workspace.Probability(tag) : match.Phrase.Probability;
        var words = utterance.Text.AsSpan(span.Start, span.Length);
        return new(TagVocabulary.Text[tag], index, span, probability, SignalSource.Phrase, new($"短语“{words}”", $"phrase \"{words}\""));
    }

    private static Signal ClassifierSignal(Utterance utterance, int index, int tag, TextWorkspace workspace)
    {
        var explanation = workspace.Explain(tag, WordsNamed);
        var span = explanation.End > explanation.Start ? workspace.Text.ToOriginal(explanation.Start, explanation.End) : new(0, utterance.Text.Length);
        return new(TagVocabulary.Text[tag], index, span, workspace.Probability(tag), SignalSource.Classifier, explanation.InWords());
    }
}
