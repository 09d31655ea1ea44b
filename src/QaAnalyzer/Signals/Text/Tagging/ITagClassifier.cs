using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// Gives the probability of every text tag for one utterance. The seam for tagger engines: an engine sees text, context and which phrase
/// lists matched, and nothing else. An instance belongs to one thread; <see cref="Fork"/> makes one for another.
/// </summary>
public interface ITagClassifier
{
    /// <summary>Model id with version, for example <c>tagger.v1</c>.</summary>
    string Id { get; }

    /// <summary>Writes a probability 0–1 per tag of <see cref="TagVocabulary.Text"/>; tags of the other speaker get 0.</summary>
    /// <param name="input">The utterance.</param>
    /// <param name="probabilities">Length 33.</param>
    void Classify(in TagInput input, Span<float> probabilities);

    /// <summary>Probability from which a tag holds, by tag index and language of the utterance.</summary>
    float Threshold(int tag, bool chinese);

    /// <summary>Which words of the utterance classified last decided; <see cref="TagExplanation.None"/> when the engine cannot tell.</summary>
    /// <param name="tag">Index in <see cref="TagVocabulary.Text"/>.</param>
    /// <param name="most">How many features to name at most.</param>
    TagExplanation Explain(int tag, int most);

    /// <summary>Another instance of the same model for another thread.</summary>
    ITagClassifier Fork();
}

/// <summary>What a classifier may look at.</summary>
/// <param name="Speaker">Agent or customer.</param>
/// <param name="Text">Normalised utterance.</param>
/// <param name="Context">Normalised last utterance of the other side; empty when there is none.</param>
/// <param name="Phrases">The phrase lists that matched.</param>
public readonly record struct TagInput(Speaker Speaker, NormalizedText Text, NormalizedText Context, PhraseTags Phrases)
{
    /// <summary>Whether the utterance counts as Chinese: by its characters, or by its context when it has no letters.</summary>
    public bool IsChinese { get; } = ScriptGuess.IsChinese(Text, Context);
}
