using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Reviews;

/// <summary>Review stores over a fresh database, with short ways to say what tests do with them.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Desk(TestDatabase database, double blind)
    {
        _database = database;
        Reviews = new(Database, Clock);
        Queue = new(Database, Clock);
        Reader = new(Database, Clock);
        Review = new(Database, new AnalysisStore(Database, Clock), Reviews, Queue, new(blind));
    }

    public MovableClock Clock { get; } = new();

    public ReviewStore Reviews { get; }

    public ReviewQueue Queue { get; }

    public QueueReader Reader { get; }

    public ReviewDesk Review { get; }

    public Database Database => _database.Database;

    public static async Task<Desk> OpenAsync(string kind, double blind = 0) => new(await Databases.CreateAsync(kind), blind);

    /// <summary>Saves a chat with its analysis and puts it into the queue.</summary>
    public async Task<long> QueuedAsync(string id, int greeting = 4, bool abused = false)
    {
        var conversation = ReviewSamples.Conversation(id);
        var key = await ReviewSamples.SaveAsync(Database, Clock, conversation, ReviewSamples.Analysis(conversation, greeting, abused));
        await Queue.FillAsync(ReviewSamples.RubricId);
        return key;
    }

    public async Task<ReviewForm> FormAsync(long key) => (await Review.OpenAsync(new(key, Channel.Chat), ReviewSamples.Rubric))!;

    public async Task<DeskAnswer> DecideAsync(long key, DecisionRequest request, string evaluator = "anna") =>
        await Review.DecideAsync(await FormAsync(key), request, evaluator);

    public async Task<DeskAnswer> UndoAsync(long key, string evaluator = "anna") => await Review.UndoAsync(await FormAsync(key), evaluator);

    public async Task<long?> NextAsync(string evaluator) => (await Queue.NextAsync([ReviewSamples.RubricId], evaluator))?.ConversationKey;

    public async Task<QueueCounts> CountsAsync() => await Reader.CountsAsync([ReviewSamples.RubricId], "anna");

    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var connection = await Database.OpenAsync();
        return [.. await connection.QueryAsync<string>("SELECT decision FROM reviews ORDER BY key")];
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
