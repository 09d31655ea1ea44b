using QaAnalyzer.Data;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>The word lists that the cues ask; <c>data/timing/README.md</c> says what each is for.</summary>
internal sealed class OverlapWords
{
    private static readonly string[] Languages = ["en", "zh", "yue"];

    /// <summary>Ranks of <see cref="Acknowledgements"/>.</summary>
    public const int Listening = 1, Agreeing = 2, Reacting = 3;

    /// <summary>Words that hear, agree or react; ranked.</summary>
    public required WordTree Acknowledgements { get; init; }

    /// <summary>Openings that take the floor.</summary>
    public required WordTree FloorTaking { get; init; }

    /// <summary>Ends after which a sentence must go on.</summary>
    public required WordTree Dangling { get; init; }

    /// <summary>Ends after which a sentence often goes on.</summary>
    public required WordTree MayDangle { get; init; }

    /// <summary>Words that open a phrase of which something is yet to be said.</summary>
    public required WordTree OpensPhrase { get; init; }

    /// <summary>Sounds of someone who looks for words.</summary>
    public required WordTree Hesitation { get; init; }

    /// <summary>Ends that close a sentence.</summary>
    public required WordTree Finishing { get; init; }

    /// <summary>Openings that go on with an earlier thought.</summary>
    public required WordTree Connective { get; init; }

    /// <summary>Openings of someone who comes back to what they were saying.</summary>
    public required WordTree ComingBack { get; init; }

    /// <summary>Words too common to count as said again.</summary>
    public required WordTree Common { get; init; }

    /// <exception cref="DataFileException">The file cannot be used.</exception>
    public static OverlapWords Load(string path)
    {
        var file = YamlFile.Load(path);
        file.Root.AllowOnly(
            "listening", "agreeing", "reacting", "floor-taking", "dangling", "may-dangle", "opens-phrase", "hesitation", "finishing", "connective", "coming-back", "common");
        var words = new OverlapWords
        {
            Acknowledgements = Tree((file.Root["listening"], Listening), (file.Root["agreeing"], Agreeing), (file.Root["reacting"], Reacting)),
            FloorTaking = Tree((file.Root["floor-taking"], 1)),
            Dangling = Tree((file.Root["dangling"], 1)),
            MayDangle = Tree((file.Root["may-dangle"], 1)),
            OpensPhrase = Tree((file.Root["opens-phrase"], 1)),
            Hesitation = Tree((file.Root["hesitation"], 1)),
            Finishing = Tree((file.Root["finishing"], 1)),
            Connective = Tree((file.Root["connective"], 1)),
            ComingBack = Tree((file.Root["coming-back"], 1)),
            Common = Tree((file.Root["common"], 1)),
        };
        file.ThrowIfProblems();
        return words;
    }

    private static WordTree Tree(params ReadOnlySpan<(YamlValue List, int Rank)> lists)
    {
        var (tree, text) = (new WordTree(), new NormalizedText());
        foreach (var (list, rank) in lists)
        {
            if (!list.IsMap) list.Complain("expected word lists by language", "Write `en: [...]`, `zh: [...]`, `yue: [...]`");
            list.AllowOnly(Languages);
            foreach (var entry in Languages.SelectMany(language => list[language].Items()))
            {
                text.Set(entry.Text("a word"));
                var words = HeardWords.Split(text.Chars);
                if (words.Count == 0) entry.Complain("expected a word of letters", "Quote it or remove it");
                else tree.Add(words, rank);
            }
        }

        return tree;
    }
}
