namespace QaAnalyzer.Tests;

/// <summary>Progress that is heard at once, in the thread that reports it.</summary>
internal sealed class Told<T>(Action<T> hear) : IProgress<T>
{
    public void Report(T value) => hear(value);
}
