using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Fairness;

/// <summary>Kinds of swaps that must not change a score, read from <c>data/fairness</c>. Shared by all threads.</summary>
public sealed class FairnessSwaps
{
    /// <summary>Kind that also exchanges the names of the record.</summary>
    public const string Names = "names";

    /// <summary>Kind that exchanges the agent's id; it needs no words.</summary>
    public const string AgentId = "agent-id";

    private readonly Dictionary<string, WordEntry[]> _words;
    private readonly Dictionary<string, WordTable> _tables;
    private readonly IReadOnlyList<string> _standIns;

    internal FairnessSwaps(IReadOnlyList<(string Kind, SwapRule Rule)> rules, IReadOnlyList<string> standIns)
    {
        Rules = [.. rules.Select(r => r.Rule)];
        Kinds = [.. rules.Select(r => r.Kind).Append(Names).Append(AgentId).Distinct(StringComparer.Ordinal)];
        _standIns = standIns;
        _words = Kinds.ToDictionary(k => k, k => rules.Where(r => r.Kind == k).SelectMany(r => r.Rule.Swaps()).ToArray(), StringComparer.Ordinal);
        _tables = _words.ToDictionary(k => k.Key, k => new WordTable(k.Value), StringComparer.Ordinal);
    }

    /// <summary>No words at all: nothing is read as neutral.</summary>
    public static FairnessSwaps None { get; } = new([], []);

    public IReadOnlyList<string> Kinds { get; }

    internal IReadOnlyList<SwapRule> Rules { get; }

    /// <param name="folder">Folder <c>data/fairness</c>.</param>
    /// <exception cref="DataFileException">The folder is missing or a file cannot be used; every problem is named with its line.</exception>
    public static FairnessSwaps Load(string folder)
    {
        string[] paths = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)] : [];
        if (paths.Length == 0)
            throw new DataFileException(new DataProblem(folder, 1, "the words of the fairness gate are missing", "Restore data/fairness beside the program or set QA_Data to the folder that holds it"));
        return FairnessFile.Read(paths.Select(YamlFile.Load));
    }

    /// <summary>The conversation with one kind of words exchanged; null when it has none of them.</summary>
    public Conversation? Swap(string kind, Conversation conversation)
    {
        var (swapped, words) = OnRecord(kind, conversation);
        var table = words is [] ? _tables[kind] : new WordTable([.. words, .. _words[kind]]);
        List<Utterance> utterances = [.. conversation.Utterances.Select(u => SwappedText.Of(u.Text, table) is { } text ? u with { Text = text } : u)];
        var isSame = swapped == conversation && utterances.SequenceEqual(conversation.Utterances, ReferenceEqualityComparer.Instance);
        return isSame ? null : swapped with { Utterances = utterances };
    }

    private (Conversation Swapped, WordEntry[] Words) OnRecord(string kind, Conversation conversation)
    {
        if (kind == Names)
        {
            var (agent, customer, words) = RecordNames.Renamed(conversation, _standIns);
            return (conversation with { Agent = agent, Customer = customer }, [.. words]);
        }

        if (kind != AgentId) return (conversation, []);
        var (renumbered, ids) = RecordNames.Renumbered(conversation);
        return (conversation with { Agent = renumbered }, [.. ids]);
    }
}
