using QaAnalyzer.Conversations;
using QaAnalyzer.Data;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>One labelled utterance: of <c>data/training</c> or of an evaluation file.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Speaker">Agent or customer.</param>
/// <param name="Context">The other side's last utterance; may be empty.</param>
/// <param name="Text">The utterance.</param>
/// <param name="Tags">Bit per tag of <see cref="TagVocabulary.Text"/>.</param>
/// <param name="Ignored">Tags that are not scored on this row.</param>
/// <param name="Slice">Kind of difficulty, for reports; may be empty.</param>
public sealed record TrainingRow(string Id, Speaker Speaker, string Context, string Text, ulong Tags, ulong Ignored, string Slice)
{
    /// <summary>The file the row comes from, as its id says.</summary>
    public string Source => Id.LastIndexOf('-') is var at and > 0 ? Id[..at] : "";

    /// <summary>Reads tab-separated rows under a header with id, role, context, text, tags and, optionally, ignore and slice.</summary>
    /// <exception cref="DataFileException">A line cannot be used.</exception>
    public static IReadOnlyList<TrainingRow> Load(string path)
    {
        var rows = new List<TrainingRow>();
        var problems = new List<DataProblem>();
        string[]? header = null;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var fields = line.Split('\t');
            if (header is null)
            {
                header = fields;
                foreach (var needed in (string[])["id", "role", "context", "text", "tags"])
                {
                    if (!header.Contains(needed)) throw new DataFileException(new DataProblem(path, 1, $"expected the column \"{needed}\"", "Columns are id, role, context, text, tags and optionally ignore, slice, separated by tabs"));
                }

                continue;
            }

            if (line.Length == 0) continue;
            if (Read(header, fields) is { } row) rows.Add(row);
            else problems.Add(new(path, number, $"expected {header.Length} fields with a role agent or customer and tags of that role", "Check tabs, role and tag ids"));
        }

        return problems.Count > 0 ? throw new DataFileException(problems) : rows;
    }

    private static TrainingRow? Read(string[] header, string[] fields)
    {
        if (fields.Length != header.Length) return null;
        string Field(string name) => Array.IndexOf(header, name) is var at and >= 0 ? fields[at] : "";
        if (!Enum.TryParse<Speaker>(Field("role"), ignoreCase: true, out var speaker) || speaker is not (Speaker.Agent or Speaker.Customer)) return null;
        return TagMask.Parse(Field("tags"), speaker) is { } tags && TagMask.Parse(Field("ignore"), speaker) is { } ignored
            ? new(Field("id"), speaker, Field("context"), Field("text"), tags, ignored, Field("slice"))
            : null;
    }
}

/// <summary>Sets of text tags as bits, in the order of <see cref="TagVocabulary.Text"/>.</summary>
public static class TagMask
{
    public static int IndexOf(string tag)
    {
        for (var i = 0; i < TagVocabulary.Text.Count; i++)
        {
            if (string.Equals(TagVocabulary.Text[i], tag, StringComparison.Ordinal)) return i;
        }

        return -1;
    }

    public static bool Has(ulong mask, int tag) => (mask >> tag & 1) != 0;

    /// <summary>Comma-separated ids; null when one is not a tag of this speaker.</summary>
    public static ulong? Parse(string tags, Speaker speaker)
    {
        var mask = 0ul;
        foreach (var tag in tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (TagVocabulary.SpeakerOf(tag) != speaker) return null;
            mask |= 1ul << IndexOf(tag);
        }

        return mask;
    }

    public static string Format(ulong mask) => string.Join(',', Enumerable.Range(0, TagVocabulary.Text.Count).Where(t => Has(mask, t)).Select(t => TagVocabulary.Text[t]));
}
