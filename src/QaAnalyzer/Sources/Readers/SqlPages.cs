using System.Runtime.CompilerServices;
using Npgsql;

namespace QaAnalyzer.Sources.Readers;

/// <summary>
/// Reads a query of another PostgreSQL in the order of its checkpoint column, and of ids where that is the same. A conversation with a row per
/// utterance comes whole, when any of its rows is new.
/// </summary>
internal sealed class SqlPages(SqlSource source, string connectionString, SourcePace pace) : ISourceReader
{
    private readonly ItemReader _items = source.Reader;

    public async IAsyncEnumerable<SourcePage> ReadAsync(string? checkpoint, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var database = Open();
        var statements = await pace.AskAsync(token => PrepareAsync(database, token), cancel);
        var at = SqlCheckpoint.Parse(checkpoint) ?? new(source.First, null);
        for (var isFirst = true; ; isFirst = false)
        {
            var from = at;
            var rows = await pace.AskAsync(token => GetAsync(database, statements, from, isFirst, token), cancel);
            if (rows.Count == 0) yield break;
            at = new(rows[^1].Checkpoint, rows[^1].Id);
            yield return new([.. rows.Select((row, i) => _items.Read($"{source.Id} from {row.Checkpoint}", i + 1, row.Json))], at.ToString());
            if (rows.Count < source.PageSize) yield break;
        }
    }

    private NpgsqlDataSource Open()
    {
        try
        {
            return NpgsqlDataSource.Create(connectionString);
        }
        catch (ArgumentException e)
        {
            throw source.Failure(
                SourceException.Settings, $"what {source.Connection} holds is no connection string; write it as Host=…;Database=…;Username=…;Password=…", e);
        }
    }

    private Task<SqlStatements> PrepareAsync(NpgsqlDataSource database, CancellationToken cancel) => GuardedAsync(
        async () =>
        {
            await using var command = database.CreateCommand(SqlStatements.Shape(source));
            await using var reader = await command.ExecuteReaderAsync(cancel);
            return new SqlStatements(source, reader.GetDataTypeName(0));
        },
        cancel);

    private Task<List<SqlRow>> GetAsync(
        NpgsqlDataSource database, SqlStatements statements, SqlCheckpoint from, bool isFirst, CancellationToken cancel) => GuardedAsync(
        async () =>
        {
            await using var command = statements.Page(database, from, isFirst);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new List<SqlRow>();
            while (await reader.ReadAsync(cancel)) rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
            return rows;
        },
        cancel);

    private async Task<T> GuardedAsync<T>(Func<Task<T>> read, CancellationToken cancel)
    {
        try
        {
            return await read();
        }
        catch (PostgresException e) when (!cancel.IsCancellationRequested)
        {
            var kind = e.SqlState[..2] switch
            {
                "28" => SourceException.Access,
                "22" or "3D" or "42" => SourceException.Settings,
                _ => SourceException.Server,
            };
            throw source.Failure(kind, $"its database refuses the query ({e.SqlState}: {e.MessageText})", e);
        }
        catch (NpgsqlException e) when (!cancel.IsCancellationRequested)
        {
            throw source.Failure(SourceException.Network, $"its database does not answer; check what {source.Connection} holds", e);
        }
    }
}

/// <summary>A conversation as the query gives it: its checkpoint, its id, and its JSON or the list of its rows.</summary>
internal sealed record SqlRow(string Checkpoint, string Id, string Json);
