using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

/// <summary>The library put together over a fresh database and an inbox folder, with short ways to say what tests do with them.</summary>
internal sealed class Night : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-night-");

    private Night(TestDatabase database, IReadOnlyList<ISignalDetector> detectors)
    {
        _database = database;
        Conversations = new(Database, Clock);
        Analyses = new(Database, Clock);
        Runs = new(Database, Clock);
        Work = new(Database, Clock);
        Queue = new(Database, Clock);
        Importer = new(Database, Conversations, new(Database, Clock), Runs, Clock);
        Runner = RunnerWith(detectors);
        Run = new(Database, Importer, Runner, Work, Runs, Clock);
    }

    public MovableClock Clock { get; } = new();

    public Database Database => _database.Database;

    public string ConnectionString => _database.ConnectionString;

    public ConversationStore Conversations { get; }

    public AnalysisStore Analyses { get; }

    public RunStore Runs { get; }

    public WorkStore Work { get; }

    public ReviewQueue Queue { get; }

    public Importer Importer { get; }

    public AnalysisRunner Runner { get; }

    public NightlyRun Run { get; }

    public string Inbox => Path.Combine(_folder.FullName, "inbox");

    public string Done => Path.Combine(Inbox, "done");

    /// <summary>Names of the files in the inbox's quarantine.</summary>
    public IReadOnlyList<string> Quarantined =>
        [.. Directory.GetFiles(Path.Combine(Inbox, "quarantine")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public NightlyPlan Plan => new() { Rubrics = [ReviewSamples.Rubric], Inboxes = [Inbox] };

    public static async Task<Night> OpenAsync(string kind, IReadOnlyList<ISignalDetector>? detectors = null) =>
        new(await Databases.CreateAsync(kind), detectors ?? Product.Detectors);

    /// <summary>A short chat as a line of the native format.</summary>
    public static string Line(string id, string reply = "您好，请问有什么可以帮您") =>
        ConversationJson.Write(Talk.Chat("customer 0: 在吗", $"agent 4: {reply}") with { Id = id });

    public static string[] Lines(int count) => [.. Enumerable.Range(1, count).Select(i => Line($"c{i}"))];

    public AnalysisRunner RunnerWith(IReadOnlyList<ISignalDetector> detectors) => new(Database, Work, Conversations, Analyses, Queue, detectors, Clock);

    /// <summary>Ends every lease; PostgreSQL judges them by its own clock.</summary>
    public Task EndLeasesAsync() => ExecuteAsync("UPDATE work SET claimed_until = '2001-01-01 00:00:00+00:00' WHERE state = 'claimed'");

    /// <summary>Puts a file into the inbox and returns its path.</summary>
    public string Drop(string name, params string[] lines)
    {
        Directory.CreateDirectory(Inbox);
        var path = Path.Combine(Inbox, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    public Task<RunRow> ImportAsync(string path, params string[] rubrics) => Importer.ImportAsync([path], "test", new(), rubrics, [ReviewSamples.Rubric]);

    public async Task<long> KeyOfAsync(string id)
    {
        await using var connection = await Database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT key FROM conversations WHERE id = @id AND is_current", new { id });
    }

    public async Task<long> CountAsync(string tableAndCondition)
    {
        await using var connection = await Database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {tableAndCondition}");
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Saves a conversation with no work and returns its outcome and key.</summary>
    public async Task<(SaveOutcome Outcome, long Key)> SaveAsync(Conversation conversation)
    {
        await using var connection = await Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var saved = await Conversations.SaveAsync(connection, transaction, "test", conversation);
        await transaction.CommitAsync();
        return (saved.Outcome, saved.Key);
    }

    public async Task AddWorkAsync(long key, params string[] rubrics)
    {
        await using var connection = await Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await WorkStore.AddAsync(Database, connection, transaction, [key], rubrics);
        await transaction.CommitAsync();
    }

    public Task<int> CoverAsync(string rubric, double perSecond = 100) => new Coverage(Database, Clock).CoverAsync(rubric, perSecond);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
