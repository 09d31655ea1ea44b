using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals;

/// <summary>Finds signals in one conversation. Stateless and safe to share between threads.</summary>
public interface ISignalDetector
{
    string Name { get; }

    /// <summary>Tags this detector can give; when it throws, measures over these tags become unavailable.</summary>
    IReadOnlyCollection<string> Tags { get; }

    void Detect(Conversation conversation, ICollection<Signal> signals);
}
