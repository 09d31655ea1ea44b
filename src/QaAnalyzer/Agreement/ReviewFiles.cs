using System.Text;
using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;

namespace QaAnalyzer.Agreement;

/// <summary>Human scores out of files in the native format with <c>reviews</c>.</summary>
public static class ReviewFiles
{
    /// <summary>One after the other; a conversation that stands in several files counts once, the last score of an evaluator in force.</summary>
    /// <exception cref="FormatException">A line is no conversation; the message names it.</exception>
    public static IReadOnlyList<HumanScore> Read(IEnumerable<string> paths)
    {
        var scores = new Dictionary<(string, string, string), HumanScore>();
        foreach (var path in paths)
        {
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line)) Add(scores, path, number, line);
            }
        }

        return [.. scores.Values];
    }

    private static void Add(Dictionary<(string, string, string), HumanScore> scores, string path, int number, string line)
    {
        try
        {
            var conversation = ConversationJson.Parse(Encoding.UTF8.GetBytes(line));
            foreach (var (review, criterion, score) in conversation.Reviews.SelectMany(r => r.Scores, (r, s) => (r, s.Key, s.Value)))
            {
                if (score is not (>= 1 and <= RatingSums.Scores))
                    throw new FormatException($"{path} line {number}: expected scores from 1 to 5, got {score} for \"{criterion}\" by \"{review.Evaluator}\"");
                scores[(conversation.Id, criterion, review.Evaluator)] = new()
                {
                    Conversation = conversation.Id,
                    Criterion = criterion,
                    Evaluator = review.Evaluator,
                    Score = score,
                    Shown = Presentation.Blind,
                    AgentId = conversation.Agent?.Id,
                    AgentName = conversation.Agent?.Name,
                };
            }
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path} line {number}: expected a conversation in the native format ({e.Message})", e);
        }
    }
}
