using System.Diagnostics;
using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Bench.Night;

/// <summary>
/// The night run from stored conversations to drafts in the review queue, and in the same run its ceiling: the same claims, reads and bytes
/// without the analysis. Works on any PostgreSQL database that may be filled; conversations of earlier benchmarks stay and count as stored.
/// </summary>
internal static class NightBench
{
    /// <summary>Enough for some seconds at the ceiling, before the night and behind it.</summary>
    private const int CeilingConversations = 20_000;

    public static async Task RunAsync(string connectionString, int count, string? file)
    {
        await using var database = Database.Of(connectionString);
        if (database.Dialect != Dialect.PostgreSql) throw new ArgumentException("--database must be a PostgreSQL connection string: the benchmark reads its counters.");
        await Migrations.RunAsync(database, TimeProvider.System);
        var parts = new NightParts(database);
        var seed = new NightSeed(parts, file);
        var stored = await parts.CountAsync();
        Console.WriteLine($"{Environment.ProcessorCount} cores, {stored} conversations stored before; rubrics {string.Join(", ", parts.Rubrics.Select(r => r.Id))}");

        var ceilingBefore = await CeilingAsync($"ceiling-{stored}");
        var watch = Stopwatch.StartNew();
        await seed.AddAsync(count, $"night-{stored}");
        Console.WriteLine($"import: {count / watch.Elapsed.TotalSeconds:0} conversations/s (not part of the figure)");

        // What the ceiling kept is not the night's memory.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        var before = await Counters.ReadAsync(database);
        using var memory = new PeakMemory();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        watch.Restart();
        var run = await parts.Nightly.RunAsync(new() { Rubrics = parts.Rubrics });
        var seconds = watch.Elapsed.TotalSeconds;
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var after = await Counters.ReadAsync(database);
        if (run.Analysed != (long)count * parts.Rubrics.Count || run.State != "finished")
            throw new InvalidOperationException($"the run is {run.State}, analysed {run.Analysed}: {run.Message}");

        var peak = memory.Peak;
        var ceiling = 2 / ((1 / ceilingBefore) + (1 / await CeilingAsync($"ceiling-behind-{stored}")));
        var rate = count / seconds;
        var share = 100 * rate / ceiling;
        Console.WriteLine($"night run: {count} conversations in {seconds:0.0} s = {rate:0} conversations/s, {share:0} % of the ceiling ({ceiling:0}, mean of both)");
        Console.WriteLine($"  this process: {cpu.TotalMicroseconds / count:0} us processor time a conversation, peak memory {peak >> 20} MB");
        Console.WriteLine($"  written a conversation: {(after.Data - before.Data) / count} B tables and indexes, {(after.Wal - before.Wal) / count} B log");

        async Task<double> CeilingAsync(string prefix)
        {
            await seed.AddAsync(Math.Min(count, CeilingConversations), prefix);
            var copied = await new NightCeiling(parts).RateAsync();
            Console.WriteLine($"ceiling: {copied:0} conversations/s claimed, read and copied");
            return copied;
        }
    }

    private sealed record Counters(long Data, long Wal)
    {
        public static async Task<Counters> ReadAsync(Database database)
        {
            await using var connection = await database.OpenAsync();
            var (data, wal) = await connection.QuerySingleAsync<(long, long)>(
                """
                SELECT (SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname ~ '^(analyses|signals|drafts)_|^review_items$')::bigint,
                       (pg_current_wal_lsn() - '0/0')::bigint
                """);
            return new(data, wal);
        }
    }
}
