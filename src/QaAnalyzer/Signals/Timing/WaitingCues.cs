using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Signals.Timing;

/// <summary>Phrases that explain a silence or a wait, beyond what the tags say; the lists are <c>data/site/waiting-cues.yaml</c>. Immutable and shared.</summary>
internal sealed class WaitingCues
{
    private static readonly (string Section, Speaker Speaker, Spoken Meaning)[] Sections =
    [
        ("searching", Speaker.Customer, Spoken.Searching),
        ("trails-off", Speaker.Customer, Spoken.Unfinished),
        ("lookup", Speaker.Agent, Spoken.Lookup),
        ("progress", Speaker.Agent, Spoken.Progress),
        ("asks", Speaker.Agent, Spoken.Question),
        ("asks-to-do", Speaker.Agent, Spoken.Task),
        ("queue", Speaker.System, Spoken.Queue),
        ("joined", Speaker.System, Spoken.Joined),
    ];

    [ThreadStatic]
    private static (NormalizedText Text, PhraseScratch Scratch)? _workspace;

    private readonly PhraseStarts _starts;

    private WaitingCues(IReadOnlyList<Phrase> phrases) => _starts = new(phrases);

    public static WaitingCues None { get; } = new([]);

    /// <exception cref="DataFileException">The file is missing or cannot be used; every problem is named with its line.</exception>
    public static WaitingCues Load(string path)
    {
        if (!File.Exists(path))
            throw new DataFileException(new DataProblem(path, 1, "the list of waiting cues is missing", "Restore data/site beside the program or set QA_Data to the folder that holds it"));
        var file = YamlFile.Load(path);
        var cues = Read(file);
        file.ThrowIfProblems();
        return cues;
    }

    internal static WaitingCues Read(YamlFile file)
    {
        file.Root.AllowOnly([.. Sections.Select(s => s.Section)]);
        return new(Sections.SelectMany(s => PhraseLists.ReadSection(s.Section, file.Root[s.Section])).ToList());
    }

    /// <summary>What the cues say about one utterance of this side.</summary>
    public Spoken In(string utterance, Speaker speaker)
    {
        var (text, scratch) = _workspace ??= (new(), new());
        text.Set(utterance);
        _starts.Find(text, scratch);
        var found = Spoken.Nothing;
        foreach (var (phrase, start) in scratch.Candidates)
        {
            var meaning = MeaningOf(phrase.Tag, speaker);
            if (meaning != Spoken.Nothing && !found.Has(meaning) && PhraseMatcher.End(phrase, start, previous: null, scratch) >= 0) found |= meaning;
        }

        return found;
    }

    private static Spoken MeaningOf(string section, Speaker speaker)
    {
        foreach (var known in Sections)
        {
            if (known.Speaker == speaker && string.Equals(known.Section, section, StringComparison.Ordinal)) return known.Meaning;
        }

        return Spoken.Nothing;
    }
}
