using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Storage;

/// <summary>Lists of measure ids that analyses share: one row a rubric version.</summary>
internal sealed class MeasureLists(Database database)
{
    private readonly ConcurrentDictionary<string, (string[] Ids, int Key)> _lastOf = new(StringComparer.Ordinal);

    /// <summary>The key of the list of these ids; adds it where it is new.</summary>
    /// <param name="rubric">Which rubric's measures they are.</param>
    /// <param name="measures">In their order.</param>
    /// <param name="caller">The transaction that the caller is in, or null outside of one.</param>
    /// <param name="cancel">Before anything is added.</param>
    public async ValueTask<int> KeyOfAsync(
        string rubric, IReadOnlyList<Measure> measures, (DbConnection Connection, DbTransaction Transaction)? caller, CancellationToken cancel)
    {
        if (_lastOf.TryGetValue(rubric, out var last) && AreOf(last.Ids, measures)) return last.Key;
        var ids = measures.Select(m => m.Id).ToArray();
        var text = string.Join(' ', ids);

        // In SQLite a transaction holds the one write lock, and what it adds may be rolled back: not remembered.
        if (database.Dialect == Dialect.Sqlite && caller is var (connection, transaction)) return await FindOrAddAsync(connection, transaction, text);

        // On a connection of its own, so that every transaction sees it at once and a rollback leaves it.
        await using var own = await database.OpenAsync(cancel);
        var key = await FindOrAddAsync(own, null, text);
        _lastOf[rubric] = (ids, key);
        return key;
    }

    private static async Task<int> FindOrAddAsync(DbConnection connection, DbTransaction? transaction, string text)
    {
        const string Find = "SELECT key FROM measure_lists WHERE ids = @text";
        if (await connection.ExecuteScalarAsync<int?>(Find, new { text }, transaction) is { } known) return known;
        await connection.ExecuteAsync("INSERT INTO measure_lists (ids) VALUES (@text) ON CONFLICT DO NOTHING", new { text }, transaction);
        return await connection.ExecuteScalarAsync<int>(Find, new { text }, transaction);
    }

    private static bool AreOf(string[] ids, IReadOnlyList<Measure> measures)
    {
        if (ids.Length != measures.Count) return false;
        for (var i = 0; i < ids.Length; i++)
        {
            if (ids[i] != measures[i].Id) return false;
        }

        return true;
    }
}
