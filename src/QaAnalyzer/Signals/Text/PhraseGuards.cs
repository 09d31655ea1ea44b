namespace QaAnalyzer.Signals.Text;

/// <summary>Words that forbid a match where they stand around it. Most are ruled out by their characters, without a search.</summary>
internal sealed class PhraseGuards
{
    /// <summary>A guard counts when it begins at most so many characters before the match; a longer one its length and two more.</summary>
    private const int Reach = 6;

    private readonly Guard[] _before;
    private readonly string[] _behind;
    private readonly Lookahead _behindBeginning;
    private readonly int _longestBefore;

    /// <param name="before">No match when one of these begins shortly before it in the same clause.</param>
    /// <param name="behind">No match when one of these stands directly behind it.</param>
    public PhraseGuards(IEnumerable<string> before, IEnumerable<string> behind)
    {
        _before = [.. before.Select(word => new Guard(word, CharacterBits.Of(word)))];
        _behind = [.. behind];
        _behindBeginning = _behind.Aggregate(default(Lookahead), (some, word) => some | Lookahead.Of(word));
        _longestBefore = _before.Select(guard => guard.Word.Length).DefaultIfEmpty().Max();
    }

    public static PhraseGuards None { get; } = new([], []);

    /// <summary>A guard begins before the match in the same clause; it may reach into it ("不是要" before "要投诉").</summary>
    public bool ForbidBefore(SentenceLayout layout, int start)
    {
        if (_before.Length == 0) return false;
        var clause = layout.ClauseBefore(start, ReachOf(_longestBefore)).Length;
        var characters = CharacterBits.Of(layout.Slice(start - clause, clause + _longestBefore - 1));
        foreach (ref readonly var guard in _before.AsSpan())
        {
            if ((guard.Characters & ~characters) != 0) continue;
            var before = Math.Min(clause, ReachOf(guard.Word.Length));
            if (layout.Slice(start - before, before + guard.Word.Length - 1).Contains(guard.Word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>A guard stands directly behind the match, or behind spaces.</summary>
    public bool ForbidBehind(SentenceLayout layout, int end)
    {
        if (StandsAt(layout, end)) return true;
        var next = end;
        while (next < layout.Length && layout.Chars[next] == ' ') next++;
        return next > end && StandsAt(layout, next);
    }

    private bool StandsAt(SentenceLayout layout, int position)
    {
        if (!_behindBeginning.MayHave(Lookahead.At(layout.Chars, position))) return false;
        foreach (var word in _behind)
        {
            if (layout.From(position).StartsWith(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static int ReachOf(int length) => Math.Max(Reach, length + 2);

    private readonly record struct Guard(string Word, ulong Characters);
}
