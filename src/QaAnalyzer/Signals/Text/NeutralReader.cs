namespace QaAnalyzer.Signals.Text;

/// <summary>Normalises texts and puts one word for all of a list: who somebody is must not decide what is heard. Reused; not thread-safe.</summary>
internal sealed class NeutralReader(WordTable words)
{
    private readonly List<WordMatch> _matches = [];

    public void Read(ReadOnlySpan<char> text, NormalizedText into)
    {
        into.Set(text);
        _matches.Clear();
        words.Find(into.Chars, _matches);
        into.Replace(_matches);
    }
}
