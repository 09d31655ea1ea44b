using Dapper;
using QaAnalyzer.Reviews;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App;

/// <summary>Invented reviews of a year: four evaluators of different leniency, three agents, some criteria harder than others.</summary>
internal static class PastYear
{
    private static readonly (string Name, double Leniency)[] Evaluators = [("王芳", 0.4), ("李雷", -0.5), ("韩梅", 0.1), ("陈静", 0)];
    private static readonly (string Id, string Name, double Skill)[] Agents = [("A1", "赵敏", 0.4), ("A2", "孙浩", 0), ("A3", "周琳", -0.4)];
    private static readonly (string Id, double Noise)[] Criteria = [("opening-greeting", 0.4), ("need-recorded", 0.7), ("friendly-tone", 1)];

    /// <summary>Scores of two evaluators each for conversations p1, p2, …; those that are there already stay as they are.</summary>
    public static async Task SeedAsync(PagesHost host, int count)
    {
        var random = new Random(11);
        await using var connection = await host.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        for (var i = 0; i < count; i++)
        {
            var agent = Agents[i % Agents.Length];
            // Dealt unevenly, so that some agents meet the generous more often than others.
            var first = random.NextDouble() < 0.5 ? i % Agents.Length : random.Next(Evaluators.Length);
            int[] dealt = [first, (first + 1 + random.Next(Evaluators.Length - 1)) % Evaluators.Length];
            var key = await ConversationAsync(connection, $"p{i}", agent.Id, agent.Name);
            foreach (var (criterion, noise) in Criteria)
            {
                var truth = 3.4 + agent.Skill + Normal(random);
                var draft = Whole(truth + (0.6 * Normal(random)));
                foreach (var evaluator in dealt.Select(d => Evaluators[d]))
                {
                    var own = Whole(truth + evaluator.Leniency + (noise * Normal(random)));
                    var blind = i % 2 == 0;
                    var score = !blind && random.NextDouble() < 0.4 ? draft : own;
                    if (key is { } fresh) await ReviewAsync(connection, fresh, criterion, evaluator.Name, score, draft, blind, i);
                }
            }
        }

        await transaction.CommitAsync();
    }

    private static Task<long?> ConversationAsync(System.Data.Common.DbConnection connection, string id, string agent, string name) => connection.ExecuteScalarAsync<long?>(
        """
        INSERT INTO conversations (source, id, version, is_current, content_hash, channel, language, agent_id, agent_name, utterance_count, body, received_at)
        VALUES ('past', @id, 1, TRUE, @id, 'chat', 'zh', @agent, @name, 1, '', '2026-01-01 00:00:00Z') ON CONFLICT DO NOTHING RETURNING key
        """,
        new { id, agent, name });

    private static async Task ReviewAsync(System.Data.Common.DbConnection connection, long key, string criterion, string evaluator, int score, int draft, bool blind, int day) => await connection.ExecuteAsync(
        """
        INSERT INTO reviews (conversation_key, rubric, criterion, evaluator, decision, score, draft_score, origin, shown, created_at)
        VALUES (@key, @RubricId, @criterion, @evaluator, 'scored', @score, @draft, 'page', @Shown, @At)
        """,
        new { key, ReviewSamples.RubricId, criterion, evaluator, score, draft, Shown = blind ? "blind" : "prefilled", At = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day) });

    private static int Whole(double score) => (int)Math.Clamp(Math.Round(score), 1, 5);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
