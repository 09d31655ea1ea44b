using QaAnalyzer.Transcripts.Formats;

namespace QaAnalyzer.Agreement;

/// <summary>What people said of one onset.</summary>
/// <param name="Conversation">Id of the call.</param>
/// <param name="Target">Utterance that came in.</param>
/// <param name="Floor">Utterance that it met.</param>
/// <param name="Backchannel">A listening sign.</param>
/// <param name="Interrupted">The floor was interrupted.</param>
public sealed record OverlapGold(string Conversation, int Target, int Floor, bool Backchannel, bool Interrupted)
{
    private static readonly string[] Columns = ["id", "targetutterance", "floorutterance", "backchannel", "interrupted"];

    /// <summary>The recording that the call was cut from: the id without its last part. Calls of one recording stay in one fold.</summary>
    public string Group => Conversation.LastIndexOf('-') is var cut and > 0 ? Conversation[..cut] : Conversation;

    /// <summary>Reads a table with a header, separated by tabs.</summary>
    /// <exception cref="FormatException">A line cannot be used; the message names it.</exception>
    public static IReadOnlyList<OverlapGold> Read(string path)
    {
        using var reader = new StreamReader(path, detectEncodingFromByteOrderMarks: true);
        using var rows = new CsvRows(reader, '\t');
        if (!rows.Read()) throw new FormatException($"{path} line 1: expected a header, got an empty file");
        var header = rows.Fields.Select(f => f.Trim().ToLowerInvariant()).ToList();
        var at = Columns.Select(c => header.IndexOf(c)).ToArray();
        if (at.Contains(-1)) throw new FormatException($"{path} line 1: expected the columns id, targetUtterance, floorUtterance, backchannel, interrupted");
        var gold = new List<OverlapGold>();
        while (rows.Read())
        {
            if (rows.Fields.Length < header.Count) throw new FormatException($"{path} line {rows.Line}: expected {header.Count} fields, got {rows.Fields.Length}");
            string Field(int column) => rows.Fields[at[column]].Trim();
            int Index(int column) => int.TryParse(Field(column), out var index) && index >= 0
                ? index
                : throw new FormatException($"{path} line {rows.Line}: expected the index of an utterance, got \"{Field(column)}\"");
            bool Yes(int column) => Field(column) switch
            {
                "1" => true,
                "0" => false,
                var other => throw new FormatException($"{path} line {rows.Line}: expected 0 or 1 for {header[at[column]]}, got \"{other}\""),
            };
            gold.Add(new(Field(0), Index(1), Index(2), Yes(3), Yes(4)));
        }

        return rows.Problem is { } problem ? throw new FormatException($"{path} line {rows.Line}: {problem}") : gold;
    }
}
