using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals;

/// <summary>Something an utterance does (a tag of the vocabulary), where, how surely, and who says so.</summary>
/// <param name="Tag">Tag id of <see cref="TagVocabulary"/>.</param>
/// <param name="Utterance">Index of the utterance in the conversation.</param>
/// <param name="Span">UTF-16 range of the original text that shows it.</param>
/// <param name="Probability">0–1.</param>
/// <param name="Source">Which kind of detector spoke.</param>
/// <param name="Reason">What was found, or the phrase that matched.</param>
public sealed record Signal(string Tag, int Utterance, TextSpan Span, double Probability, SignalSource Source, Sentence Reason);

public enum SignalSource
{
    Phrase,
    Classifier,
    Timing,
}
