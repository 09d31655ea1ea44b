using QaAnalyzer.Data;

namespace QaAnalyzer.Signals.Text;

/// <summary>Reads the phrase lists of a folder; the notation is documented in <c>data/phrases/README.md</c>.</summary>
internal static class PhraseLists
{
    private const int ChineseGap = 12;
    private const int EnglishGap = 30;

    /// <summary>All phrases of <c>*.yaml</c> in the folder, in the order of file names and lines.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="neutral">Words that phrases are read with, as texts are.</param>
    /// <exception cref="DataFileException">A file cannot be used; every problem is named.</exception>
    public static IReadOnlyList<Phrase> Load(string folder, WordTable neutral)
    {
        if (!Directory.Exists(folder))
            throw new DataFileException(new DataProblem(folder, 1, "the folder of phrase lists is missing", "Restore data/phrases beside the program or set QA_Data to the folder that holds it"));
        var phrases = new List<Phrase>();
        var problems = new List<DataProblem>();
        foreach (var path in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var file = YamlFile.Load(path);
            phrases.AddRange(Read(file, neutral));
            problems.AddRange(file.Problems);
        }

        if (problems.Count > 0) throw new DataFileException(problems);
        return phrases;
    }

    internal static IReadOnlyList<Phrase> Read(YamlFile file, WordTable neutral)
    {
        var words = new NeutralReader(neutral);
        var root = file.Root;
        root.AllowOnly("tag", "probability", "unless", "zh", "en");
        var tag = root["tag"].Text("a tag id");
        if (TagVocabulary.SpeakerOf(tag) is null) root["tag"].Complain($"unknown tag \"{tag}\"", "Use an id of the tag vocabulary");
        var defaults = new Defaults(
            tag,
            root["probability"].Exists ? Probability(root["probability"]) : 0.9,
            Texts(root["unless"]["after"], words),
            Texts(root["unless"]["before"], words),
            words);
        root["unless"].AllowOnly("after", "before");
        var phrases = new List<Phrase>();
        foreach (var line in root["zh"].Items()) Add(phrases, line, defaults, ChineseGap);
        foreach (var line in root["en"].Items()) Add(phrases, line, defaults, EnglishGap);
        return phrases;
    }

    /// <summary>The phrases of one named section of another data file: <c>unless</c>, <c>zh</c> and <c>en</c>, in the same notation.</summary>
    internal static IReadOnlyList<Phrase> ReadSection(string name, YamlValue section)
    {
        section.AllowOnly("unless", "zh", "en");
        section["unless"].AllowOnly("after", "before");
        var words = new NeutralReader(WordTable.None);
        var defaults = new Defaults(name, 1, Texts(section["unless"]["after"], words), Texts(section["unless"]["before"], words), words);
        var phrases = new List<Phrase>();
        foreach (var line in section["zh"].Items()) Add(phrases, line, defaults, ChineseGap);
        foreach (var line in section["en"].Items()) Add(phrases, line, defaults, EnglishGap);
        return phrases;
    }

    private static void Add(List<Phrase> phrases, YamlValue line, Defaults defaults, int gapLimit)
    {
        line.AllowOnly("text", "probability", "after", "before", "reply-to", "quoted");
        var written = line.IsMap ? line["text"].Text("the phrase") : line.Text("a phrase");
        if (written.Length == 0) return;
        try
        {
            var pattern = PhraseSyntax.Parse(written, defaults.Words);
            phrases.Add(new()
            {
                Tag = defaults.Tag,
                Written = written,
                Probability = line["probability"].Exists ? Probability(line["probability"]) : defaults.Probability,
                Guards = new([.. defaults.After, .. Texts(line["after"], defaults.Words)], [.. defaults.Before, .. Texts(line["before"], defaults.Words)]),
                ReplyTo = [.. Texts(line["reply-to"], defaults.Words)],
                Quoted = line["quoted"].OptionalText() == "true",
                GapLimit = gapLimit,
                Pattern = pattern,
                Beginnings = pattern.Beginnings(),
                Pivots = pattern.Pivots(),
            });
        }
        catch (FormatException e)
        {
            line.Complain($"the phrase \"{written}\" has {e.Message}", "See the notation in data/phrases/README.md");
        }
    }

    private static double Probability(YamlValue value)
    {
        var number = value.Number("a probability");
        if (number is <= 0 or > 1) value.Complain($"a probability of {number}", "Use a number above 0 and at most 1");
        return number;
    }

    private static List<string> Texts(YamlValue list, NeutralReader words)
    {
        var normal = new NormalizedText();
        var texts = new List<string>();
        foreach (var item in list.Items())
        {
            words.Read(item.Text("a text"), normal);
            if (normal.Length > 0) texts.Add(normal.Chars.ToString());
        }

        return texts;
    }

    private sealed record Defaults(string Tag, double Probability, List<string> After, List<string> Before, NeutralReader Words);
}
