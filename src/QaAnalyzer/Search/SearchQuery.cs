using System.Buffers;
using System.Text;

namespace QaAnalyzer.Search;

/// <summary>
/// What somebody looks for. All words must occur; what stands in quotes must occur as it stands, in one utterance. A query without quotes may
/// instead be an id or, when it has a digit, the beginning of one.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>In UTF-16 characters; people look for words, not for letters.</summary>
    public const int Longest = 200;

    private const int ShortestBeginning = 3;

    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"＂“”„「」『』");

    private SearchQuery()
    {
    }

    /// <summary>Also those of the phrases.</summary>
    internal IReadOnlyList<SearchWord> Words { get; private init; } = [];

    /// <summary>Folded.</summary>
    internal IReadOnlyList<string> Phrases { get; private init; } = [];

    internal SearchWord? Id { get; private init; }

    /// <summary>Why it cannot be looked for; null when it can.</summary>
    public Sentence? Refusal { get; private init; }

    /// <summary>Null when nothing is looked for.</summary>
    public static SearchQuery? Read(string? asked)
    {
        if (string.IsNullOrWhiteSpace(asked)) return null;
        if (asked.Length > Longest) return Refused($"搜索内容最多 {Longest} 个字符", $"Search for {Longest} characters at most");
        var tokens = new SearchTokens();
        var words = new HashSet<SearchWord>();
        var phrases = new List<string>();
        var rest = asked.AsSpan();
        for (var isPhrase = false; ; isPhrase = !isPhrase)
        {
            var quote = rest.IndexOfAny(Quotes);
            tokens.Read(quote < 0 ? rest : rest[..quote]);
            AddWords(words, tokens);
            if (isPhrase && PhraseOf(tokens) is { } phrase) phrases.Add(phrase);
            if (quote < 0) break;
            rest = rest[(quote + 1)..];
        }

        if (words.Count == 0) return Refused("搜索内容里没有可查的字词：请输入汉字、单词、数字或会话编号", "There is nothing to look for in this: type a word, a number or an id");
        return new() { Words = [.. words], Phrases = phrases, Id = asked.AsSpan().ContainsAny(Quotes) ? null : IdOf(asked) };
    }

    private static void AddWords(HashSet<SearchWord> words, SearchTokens tokens)
    {
        var before = 0;
        foreach (var token in tokens.All)
        {
            // The last of a run is in the pair before it; a single one is looked for as the beginning of pairs.
            if (token.Kind != TokenKind.Last || token.End != before) words.Add(new(tokens[token].ToString(), token.Kind == TokenKind.Last));
            before = token.End;
        }
    }

    /// <summary>Null for what the words alone make sure of.</summary>
    private static string? PhraseOf(SearchTokens tokens)
    {
        var text = tokens.Text.Trim();
        return text.IsEmpty || (tokens.All.Length > 0 && tokens[tokens.All[0]].SequenceEqual(text)) ? null : text.ToString();
    }

    private static SearchWord IdOf(string asked)
    {
        var id = IdWords.KeyOf(asked);
        return new(IdWords.Sign + id, id.Length >= ShortestBeginning && id.Any(char.IsDigit));
    }

    private static SearchQuery Refused(string zh, string en) => new() { Refusal = new(zh, en) };
}

/// <summary>A token that must occur, or one that begins with it.</summary>
internal sealed record SearchWord(string Text, bool IsBeginning);

/// <summary>How ids are stored among the words: folded, signs all the same, whole and from each of its parts on.</summary>
internal static class IdWords
{
    /// <summary>Begins no word of a text.</summary>
    public const char Sign = '#';

    private const char Border = '_';
    private const int MostParts = 8;

    public static string KeyOf(string id)
    {
        var tokens = new SearchTokens();
        tokens.Read(id.AsSpan(0, Math.Min(id.Length, SearchQuery.Longest)).Trim());
        var key = new StringBuilder(tokens.Text.Length);
        for (var at = 0; at < tokens.Text.Length;)
        {
            var kind = SearchCharacters.At(tokens.Text, at, out var length);
            if (kind is CharacterKind.Letter or CharacterKind.Dense) key.Append(tokens.Text.Slice(at, length));
            else key.Append(Border);
            at += length;
        }

        return key.ToString();
    }

    public static IEnumerable<string> Of(string id)
    {
        var key = KeyOf(id);
        yield return Sign + key;
        for (var (at, part) = (key.IndexOf(Border), 1); at >= 0 && at + 1 < key.Length && part < MostParts; at = key.IndexOf(Border, at + 1), part++)
            yield return Sign + key[(at + 1)..];
    }
}
