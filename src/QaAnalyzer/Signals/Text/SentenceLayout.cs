using System.Buffers;

namespace QaAnalyzer.Signals.Text;

/// <summary>Where sentences and clauses end and what stands in quotation marks, in normalised text. Reused; not thread-safe.</summary>
internal sealed class SentenceLayout
{
    private const string Fillers = "嗯呃啊哦噢额诶哎欸唉哈喂那好亲";
    private const string Particles = "啊呢吧哦噢哈呀啦嘛了的吗哟喔呗咯滴~～";

    private static readonly SearchValues<char> Openers = SearchValues.Create("“\"「『‘《");

    private readonly List<(int Open, int Close)> _quotes = [];

    /// <summary>Closing marks that were looked for in vain.</summary>
    private readonly List<char> _noneBehind = [];
    private char[] _chars = new char[256];
    private int _length;

    /// <summary>What was asked last, and the answer.</summary>
    private (int At, bool IsStart) _lastStart;

    /// <summary>The same holds for all places from one to where the reading stopped.</summary>
    private (int From, int Stop, bool IsEnd) _lastEnd;

    public void Set(NormalizedText text)
    {
        _length = text.Length;
        if (_chars.Length < _length) _chars = new char[_length * 2];
        text.Chars.CopyTo(_chars);
        _quotes.Clear();
        _lastStart = (0, true);
        _lastEnd = (0, -1, false);
        var gone = _noneBehind;
        gone.Clear();
        for (var at = 0; From(at).IndexOfAny(Openers) is >= 0 and var ahead; at++)
        {
            at += ahead;
            var close = Closing(_chars[at]);
            var behind = gone.Contains(close) ? -1 : From(at + 1).IndexOf(close);
            if (behind < 0)
            {
                gone.Add(close);
                continue;
            }

            _quotes.Add((at, at + 1 + behind));
            at += 1 + behind;
        }
    }

    public int Length => _length;

    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    public bool InsideQuotes(int start, int end)
    {
        foreach (var (open, close) in _quotes)
        {
            if (start > open && end <= close) return true;
        }

        return false;
    }

    /// <summary>True when only fillers and spaces stand between the start of the sentence and here. Asked from left to right, it reads the text once.</summary>
    public bool IsSentenceStart(int at)
    {
        var (from, isStart) = _lastStart.At <= at ? _lastStart : (0, true);
        var stop = at - 1;
        while (stop >= from && !EndsSentence(stop) && IsOneOf(Fillers, stop)) stop--;
        if (stop >= from) isStart = EndsSentence(stop);
        _lastStart = (at, isStart);
        return isStart;
    }

    /// <summary>True when only particles, signs and spaces stand from here to the sentence's end. Asked from left to right, it reads the text once.</summary>
    public bool IsSentenceEnd(int at)
    {
        if (at >= _lastEnd.From && at <= _lastEnd.Stop) return _lastEnd.IsEnd;
        var stop = at;
        while (stop < _length && !EndsSentence(stop) && IsOneOf(Particles, stop)) stop++;
        _lastEnd = (at, stop, stop == _length || EndsSentence(stop));
        return _lastEnd.IsEnd;
    }

    /// <summary>Up to <paramref name="most"/> characters before a position, back to the start of its clause.</summary>
    public ReadOnlySpan<char> ClauseBefore(int at, int most)
    {
        var from = at;
        while (from > 0 && at - from < most && !EndsClause(from - 1)) from--;
        return _chars.AsSpan(from, at - from);
    }

    public ReadOnlySpan<char> From(int at) => _chars.AsSpan(at, _length - at);

    /// <summary>So many characters from one on, or what there is of them.</summary>
    public ReadOnlySpan<char> Slice(int at, int most) => _chars.AsSpan(at, Math.Min(most, _length - at));

    /// <summary>True when a Latin word or a number would be cut at this position.</summary>
    public bool CutsWord(int at) => at > 0 && at < _length && IsWordCharacter(_chars[at - 1]) && IsWordCharacter(_chars[at]);

    /// <summary>Signs and spaces pass as well.</summary>
    private bool IsOneOf(string words, int at) => !char.IsLetterOrDigit(_chars[at]) || words.Contains(_chars[at], StringComparison.Ordinal);

    private static bool IsWordCharacter(char c) => c < '\u0250' && char.IsLetterOrDigit(c);

    private bool EndsClause(int at) => _chars[at] is ',' or '、' or ';' or ':' || EndsSentence(at);

    /// <summary>True when the character at this position closes a sentence.</summary>
    public bool EndsSentence(int at) => _chars[at] switch
    {
        '。' or '!' or '?' or '\n' or ';' => true,
        '.' => at + 1 == _length || _chars[at + 1] is ' ' or '.' or '\n',
        _ => false,
    };

    private static char Closing(char open) => open switch
    {
        '“' => '”',
        '"' => '"',
        '「' => '」',
        '『' => '』',
        '‘' => '\'',
        _ => '》',
    };
}
