using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Reviews;

/// <summary>
/// Puts a wrong transcript right at an evaluator's word: a repaired version supersedes the one at hand and is analysed at once, all in one
/// transaction. Both versions stay, and reviews stay with the version they were given on.
/// </summary>
public sealed class RepairDesk(
    Database database, ConversationStore conversations, AnalysisStore analyses, ReviewQueue queue, RubricCatalog rubrics,
    Func<Rubric, CancellationToken, Task<AnalysisPipeline>> pipelineOf)
{
    private static readonly Sentence Superseded = new("这已不是最新版本，请打开最新版本。", "This is no longer the newest version; please open the newest one.");

    /// <summary>Refused when somebody else reviews the conversation or a newer version exists.</summary>
    public async Task<RepairAnswer> RepairAsync(
        StoredConversation conversation, ConversationRepair repair, string evaluator, CancellationToken cancel = default)
    {
        var repaired = repair.Apply(conversation.Conversation);
        var covered = await analyses.CoveredByAsync(conversation.Key, cancel);
        var analysed = new List<ConversationAnalysis>();
        foreach (var rubric in covered.Select(rubrics.Find).OfType<Rubric>())
        {
            if (Analyze(await pipelineOf(rubric, cancel), repaired) is { } analysis) analysed.Add(analysis);
        }

        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await queue.OtherHolderAsync(connection, transaction, conversation.Key, evaluator) is { } other)
            return new RepairAnswer.Refused(new($"{other} 正在评这一条，请稍后再试。", $"{other} is reviewing this one; please try again later."));
        if (await conversations.RepairAsync(connection, transaction, conversation, repaired, repair, evaluator) is not { } key)
            return new RepairAnswer.Refused(Superseded);

        // What could not be analysed here stays pending and is the night run's.
        await WorkStore.AddAsync(database, connection, transaction, [key], covered);
        foreach (var analysis in analysed) await WorkStore.SetDoneAsync(connection, transaction, key, analysis.Rubric);
        await analyses.SaveAsync(connection, transaction, [.. analysed.Select(analysis => new NewAnalysis(key, analysis))], null, cancel);
        await queue.AddAsync(connection, transaction, [.. analysed.Select(analysis => NewReviewItem.Of(key, analysis))]);
        await transaction.CommitAsync(cancel);
        return new RepairAnswer.Repaired(key);
    }

    private static ConversationAnalysis? Analyze(AnalysisPipeline pipeline, Conversation conversation)
    {
        try
        {
            return pipeline.Analyze(conversation);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}

/// <summary>What became of a repair.</summary>
public abstract record RepairAnswer
{
    /// <summary>The key of the new version.</summary>
    public sealed record Repaired(long Key) : RepairAnswer;

    public sealed record Refused(Sentence Because) : RepairAnswer;
}
