using System.Globalization;
using System.Text;
using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Formats;

namespace QaAnalyzer.Agreement;

/// <summary>
/// Human scores to compare with: conversations in the native format with <c>reviews</c>, or a table (.csv, .tsv) with the columns
/// conversation, criterion, score and, if there are several, evaluator.
/// </summary>
public static class GoldScores
{
    /// <summary>(conversation, criterion) → the scores of all evaluators.</summary>
    /// <exception cref="FormatException">A line cannot be used; the message names it.</exception>
    public static Dictionary<(string Conversation, string Criterion), List<double>> Read(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv" ? FromTable(path) : FromConversations(path);

    private static Dictionary<(string, string), List<double>> FromConversations(string path)
    {
        var gold = new Dictionary<(string, string), List<double>>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                var conversation = ConversationJson.Parse(Encoding.UTF8.GetBytes(line));
                foreach (var (criterion, score) in conversation.Reviews.SelectMany(r => r.Scores)) Add(gold, conversation.Id, criterion, score);
            }
            catch (System.Text.Json.JsonException e)
            {
                throw new FormatException($"{path} line {number}: expected a conversation in the native format ({e.Message})", e);
            }
        }

        return gold;
    }

    private static Dictionary<(string, string), List<double>> FromTable(string path)
    {
        var gold = new Dictionary<(string, string), List<double>>();
        using var reader = new StreamReader(path, detectEncodingFromByteOrderMarks: true);
        using var rows = new CsvRows(reader, path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',');
        if (!rows.Read()) throw new FormatException($"{path} line 1: expected a header, got an empty file");
        var header = rows.Fields.Select(f => f.Trim().ToLowerInvariant()).ToList();
        int Column(string name) => header.IndexOf(name) is var at and >= 0
            ? at
            : throw new FormatException($"{path} line 1: expected the columns conversation, criterion, score; \"{name}\" is missing");

        var (conversation, criterion, score) = (Column("conversation"), Column("criterion"), Column("score"));
        while (rows.Read())
        {
            if (rows.Fields.Length <= Math.Max(conversation, Math.Max(criterion, score)))
                throw new FormatException($"{path} line {rows.Line}: expected {header.Count} fields, got {rows.Fields.Length}");
            var text = rows.Fields[score];
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value is < 1 or > 5)
                throw new FormatException($"{path} line {rows.Line}: expected a score from 1 to 5, got \"{text}\"");
            Add(gold, rows.Fields[conversation].Trim(), rows.Fields[criterion].Trim(), value);
        }

        return rows.Problem is { } problem ? throw new FormatException($"{path} line {rows.Line}: {problem}") : gold;
    }

    private static void Add(Dictionary<(string, string), List<double>> gold, string conversation, string criterion, double score)
    {
        if (!gold.TryGetValue((conversation, criterion), out var scores)) gold.Add((conversation, criterion), scores = []);
        scores.Add(score);
    }
}
