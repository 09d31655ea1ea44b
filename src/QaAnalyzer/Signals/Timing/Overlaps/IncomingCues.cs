using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>What the words that came in do.</summary>
internal static class IncomingCues
{
    /// <summary>More words than this say nothing more.</summary>
    private const double ManyWords = 6;

    public static IReadOnlyList<OverlapCue> All { get; } =
    [
        new("only-listening", s => s.Acknowledgement == OverlapWords.Listening, "只是倾听的应声", "nothing but listening sounds"),
        new("only-agreeing", s => s.Acknowledgement == OverlapWords.Agreeing, "只是表示同意", "nothing but agreement"),
        new("only-reacting", s => s.Acknowledgement == OverlapWords.Reacting, "简短的反应", "a short reaction"),
        new("goes-on-after-acknowledging", s => s.Acknowledgement == 0 && s.Opening > 0, "应声之后接着说自己的话", "acknowledges and goes on with words of its own"),
        new("takes-floor-in-words", s => s.FloorTaking.Length > 0, s => new($"以“{s.FloorTaking}”开头", $"opens with \"{s.FloorTaking}\"")),
        new("many-words", s => Math.Min(Extent(s.IncomingWords) - 1, ManyWords) / ManyWords, s => new($"{s.IncomingWords.Count} 个词", $"{s.IncomingWords.Count} words")),
        new("echo", IsEcho, "跟着重复对方的话", "says the floor's own words after it"),
        new("incoming-unfinished", s => s.Acknowledgement == 0 && FloorEnding.IsOpen(s.IncomingWords, s.Lists), "插入的话自己也没说完", "stops in the middle itself"),
    ];

    /// <summary>True when all that came in, a number or a name, was just said by the floor.</summary>
    public static bool IsEcho(OverlapScene scene)
    {
        var words = scene.IncomingWords.Words;
        if (scene.Acknowledgement > 0 || words.Count == 0) return false;
        var content = 0;
        for (var i = scene.Opening; i < words.Count; i++)
        {
            if (!scene.FloorWords.Words.Contains(words[i])) return false;
            if (scene.Lists.Common.LengthAt(words, i) == 0) content++;
        }

        return content > 0;
    }

    /// <summary>Words with which the incoming utterance reaches for the floor, also after an acknowledgement; or nothing.</summary>
    public static string FloorTaking(OverlapScene scene)
    {
        var words = scene.IncomingWords.Words;
        var taking = scene.Lists.FloorTaking.LengthAt(words, 0);
        if (taking > 0) return JoinedWords.Of(words, 0, taking);
        var opening = scene.Opening;
        taking = opening == 0 ? 0 : scene.Lists.FloorTaking.LengthAt(words, opening);
        return taking > 0 ? JoinedWords.Of(words, opening, opening + taking) : "";
    }

    /// <summary>How many words of acknowledgement open the utterance.</summary>
    public static int Opening(OverlapScene scene)
    {
        var opening = 0;
        while (scene.Lists.Acknowledgements.LengthAt(scene.IncomingWords.Words, opening) is var more and > 0) opening += more;
        return opening;
    }

    /// <summary>Length in words; a Chinese word has one and a half characters on average.</summary>
    public static double Extent(HeardWords words)
    {
        var chinese = 0;
        foreach (var word in words.Words) chinese += LanguageGuess.IsHan(word[0]) ? 1 : 0;
        return words.Count - (chinese / 3.0);
    }
}
