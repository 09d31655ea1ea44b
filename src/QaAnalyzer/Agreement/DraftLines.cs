using System.Text.Json;

namespace QaAnalyzer.Agreement;

/// <summary>Reads the drafts of an analysis file: (conversation, criterion) → score, null where the machine abstained.</summary>
public static class DraftLines
{
    /// <exception cref="FormatException">A line is not an analysis; the message names it.</exception>
    public static Dictionary<(string Conversation, string Criterion), int?> Read(string path)
    {
        var drafts = new Dictionary<(string, string), int?>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                var conversation = json.RootElement.GetProperty("conversationId").GetString()!;
                foreach (var draft in json.RootElement.GetProperty("drafts").EnumerateArray())
                {
                    var score = draft.GetProperty("score");
                    drafts[(conversation, draft.GetProperty("criterion").GetString()!)] = score.ValueKind == JsonValueKind.Null ? null : score.GetInt32();
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException($"{path} line {number}: expected an analysis as `qa analyze` prints it ({e.Message})", e);
            }
        }

        return drafts;
    }
}
