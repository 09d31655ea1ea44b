using Dapper;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Bench.Night;

/// <summary>The library's parts over the benchmark's database.</summary>
internal sealed class NightParts
{
    public NightParts(Database database)
    {
        var clock = TimeProvider.System;
        var catalog = RubricCatalog.Load(Shipped.Rubrics);
        Database = database;
        Rubrics = [catalog.Find("process-check")!, catalog.Find("communication-record")!];
        Detectors = Shipped.Detectors();
        Conversations = new(database, clock);
        Work = new(database, clock);
        var runs = new RunStore(database, clock);
        var importer = new Importer(database, Conversations, new(database, clock), runs, clock);
        var runner = new AnalysisRunner(database, Work, Conversations, new(database, clock), new(database, clock), Detectors, clock, Site);
        Nightly = new(database, importer, runner, Work, runs, clock);
    }

    public Database Database { get; }

    public IReadOnlyList<Rubric> Rubrics { get; }

    public IReadOnlyList<string> RubricIds => [.. Rubrics.Select(r => r.Id)];

    public IReadOnlyList<ISignalDetector> Detectors { get; }

    public SiteSettings Site { get; } = Shipped.Site;

    public ConversationStore Conversations { get; }

    public WorkStore Work { get; }

    public NightlyRun Nightly { get; }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.OpenAsync();
        await connection.ExecuteAsync(sql, commandTimeout: 0);
    }

    public async Task<long> CountAsync()
    {
        await using var connection = await Database.OpenAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM conversations");
    }
}
