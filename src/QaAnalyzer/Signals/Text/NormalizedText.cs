using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text;

/// <summary>
/// The text that matching sees (NFKC, lower case, simplified characters, single spaces) with a map from each of its characters
/// back to the original. Reused for many utterances; not thread-safe.
/// </summary>
public sealed class NormalizedText
{
    private char[] _chars = new char[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];

    /// <summary>What was there before words were replaced; kept to be used again.</summary>
    private (char[] Chars, int[] Starts, int[] Ends) _old = (new char[256], new int[256], new int[256]);

    public int Length { get; private set; }

    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    /// <summary>Original range behind the normalised range [start, end), which must not be empty.</summary>
    public TextSpan ToOriginal(int start, int end) => new(_starts[start], _ends[end - 1]);

    public void Set(ReadOnlySpan<char> text)
    {
        Length = 0;
        var i = 0;
        while (i < text.Length)
        {
            var folded = CharacterFolding.Simple(text[i]);
            var next = i + 1;
            if (folded != 0 && (next == text.Length || !CharacterFolding.Extends(text[next])))
            {
                Append(folded, i, next);
                i = next;
                continue;
            }

            while (next < text.Length && CharacterFolding.Extends(text[next])) next++;
            AppendCluster(text[i..next], i);
            i = next;
        }
    }

    /// <summary>Puts other words at some places, in order and apart; each of their characters maps to the whole original range.</summary>
    internal void Replace(List<WordMatch> matches)
    {
        if (matches.TrueForAll(m => m.End - m.Start == 1 && m.By.Length == 1))
        {
            foreach (var (start, _, by) in matches) _chars[start] = by[0];
            return;
        }

        var (chars, starts, ends, length) = (_chars, _starts, _ends, Length);
        (_chars, _starts, _ends) = _old;
        _old = (chars, starts, ends);
        var from = Length = 0;
        foreach (var (start, end, by) in matches)
        {
            for (; from < start; from++) Append(chars[from], starts[from], ends[from]);
            foreach (var c in by) Append(c, starts[start], ends[end - 1]);
            from = end;
        }

        for (; from < length; from++) Append(chars[from], starts[from], ends[from]);
    }

    /// <summary>A base character with what combines with it is normalised as a whole; every result maps to the whole cluster.</summary>
    private void AppendCluster(ReadOnlySpan<char> cluster, int start)
    {
        foreach (var c in CharacterFolding.NormalizeCluster(cluster))
            Append(CharacterFolding.AfterNormalization(c), start, start + cluster.Length);
    }

    private void Append(char c, int start, int end)
    {
        if (c == ' ' && Length > 0 && _chars[Length - 1] == ' ')
        {
            _ends[Length - 1] = end;
            return;
        }

        if (Length == _chars.Length) Grow();
        _chars[Length] = c;
        _starts[Length] = start;
        _ends[Length] = end;
        Length++;
    }

    private void Grow()
    {
        Array.Resize(ref _chars, Length * 2);
        Array.Resize(ref _starts, Length * 2);
        Array.Resize(ref _ends, Length * 2);
    }
}
