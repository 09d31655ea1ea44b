using QaAnalyzer.Transcripts.Formats;

namespace QaAnalyzer.Learning.Moods;

/// <summary>What people said of the customer's mood in an utterance.</summary>
/// <param name="Conversation">Id of the conversation.</param>
/// <param name="Utterance">Index of a customer utterance.</param>
/// <param name="Mood">The mood.</param>
public sealed record MoodGold(string Conversation, int Utterance, Mood Mood)
{
    private static readonly string[] Columns = ["id", "utterance", "satisfaction"];

    /// <summary>Reads a table with a header, separated by tabs; satisfaction is 0 (dissatisfied), 1 (neutral) or 2 (satisfied).</summary>
    /// <exception cref="FormatException">A line cannot be used; the message names it.</exception>
    public static IReadOnlyList<MoodGold> Read(string path)
    {
        using var reader = new StreamReader(path, detectEncodingFromByteOrderMarks: true);
        using var rows = new CsvRows(reader, '\t');
        if (!rows.Read()) throw new FormatException($"{path} line 1: expected a header, got an empty file");
        var header = rows.Fields.Select(f => f.Trim().ToLowerInvariant()).ToList();
        var at = Columns.Select(c => header.IndexOf(c)).ToArray();
        if (at.Contains(-1)) throw new FormatException($"{path} line 1: expected the columns id, utterance, satisfaction");
        var gold = new List<MoodGold>();
        while (rows.Read())
        {
            if (rows.Fields.Length < header.Count) throw new FormatException($"{path} line {rows.Line}: expected {header.Count} fields, got {rows.Fields.Length}");
            string Field(int column) => rows.Fields[at[column]].Trim();
            if (!int.TryParse(Field(1), out var utterance) || utterance < 0)
                throw new FormatException($"{path} line {rows.Line}: expected the index of an utterance, got \"{Field(1)}\"");
            if (Field(2) is not ("0" or "1" or "2"))
                throw new FormatException($"{path} line {rows.Line}: expected 0, 1 or 2 for satisfaction, got \"{Field(2)}\"");
            gold.Add(new(Field(0), utterance, (Mood)(Field(2)[0] - '0')));
        }

        return rows.Problem is { } problem ? throw new FormatException($"{path} line {rows.Line}: {problem}") : gold;
    }
}
