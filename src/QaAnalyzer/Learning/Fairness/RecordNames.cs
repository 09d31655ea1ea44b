using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Fairness;

/// <summary>The names and the agent's id of a record, wherever the text says them.</summary>
internal static class RecordNames
{
    /// <summary>A shorter name would be found in other words.</summary>
    private const int LeastLetters = 2, LeastLatinLetters = 3;

    /// <summary>Both people with other names, and the words that exchange them in the text. The same people come back when neither has a name.</summary>
    public static (Party? Agent, Party? Customer, IEnumerable<WordEntry> Words) Renamed(Conversation conversation, IReadOnlyList<string> standIns)
    {
        var agent = StandIn(conversation.Agent?.Name, standIns, taken: null);
        var customer = StandIn(conversation.Customer?.Name, standIns, agent);
        return (
            agent is null ? conversation.Agent : conversation.Agent! with { Name = agent },
            customer is null ? conversation.Customer : conversation.Customer! with { Name = customer },
            [.. Words(conversation.Agent?.Name, agent), .. Words(conversation.Customer?.Name, customer)]);
    }

    /// <summary>The agent with another id, and the word that exchanges it in the text.</summary>
    public static (Party? Agent, IEnumerable<WordEntry> Words) Renumbered(Conversation conversation)
    {
        if (conversation.Agent?.Id is not { Length: > 0 } id) return (conversation.Agent, []);
        var other = string.Concat(id.Select(Next));
        return (conversation.Agent with { Id = other }, id.Length < LeastLetters ? [] : [new(id, other, [], [])]);
    }

    /// <summary>Entries that put the same mark for every name and id of the record.</summary>
    public static IEnumerable<WordEntry> Masks(Conversation conversation, string mark)
    {
        string?[] names = [conversation.Agent?.Name, conversation.Customer?.Name];
        foreach (var part in names.SelectMany(n => Parts(n)).Distinct(StringComparer.OrdinalIgnoreCase)) yield return new(part, mark, [], []);
        if (conversation.Agent?.Id is { Length: >= LeastLetters } id) yield return new(id, mark, [], []);
    }

    private static string? StandIn(string? name, IReadOnlyList<string> standIns, string? taken) =>
        string.IsNullOrWhiteSpace(name) ? null : standIns.FirstOrDefault(s => IsChinese(s) == IsChinese(name) && s != name && s != taken);

    private static IEnumerable<WordEntry> Words(string? name, string? by)
    {
        if (by is null) yield break;
        var (parts, others) = (Parts(name).ToArray(), Parts(by).ToArray());
        for (var i = 0; i < parts.Length; i++) yield return new(parts[i], others[Math.Min(i, others.Length - 1)], [], []);
    }

    /// <summary>A Chinese name is said whole, of another one any part.</summary>
    private static IEnumerable<string> Parts(string? name) => (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(p => p.Length >= (IsChinese(p) ? LeastLetters : LeastLatinLetters));

    private static bool IsChinese(string name) => name.Any(LanguageGuess.IsHan);

    private static char Next(char c) => c switch
    {
        '9' => '0',
        'z' => 'a',
        'Z' => 'A',
        _ when char.IsAsciiLetterOrDigit(c) => (char)(c + 1),
        _ => c,
    };
}
