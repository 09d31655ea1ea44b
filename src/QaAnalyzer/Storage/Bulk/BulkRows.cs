using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace QaAnalyzer.Storage.Bulk;

/// <summary>
/// Rows of one table, made before the transaction that writes them: in PostgreSQL they wait as the bytes of a COPY, so that what they were made
/// from may go; SQLite takes them one by one when they are written.
/// </summary>
internal sealed class BulkRows : IDisposable
{
    private readonly BulkTable _table;
    private readonly CopyBuffer? _bytes;
    private readonly List<Action<IRowSink>> _later = [];

    internal BulkRows(BulkTable table, Dialect dialect)
    {
        _table = table;
        if (dialect == Dialect.PostgreSql) _bytes = table.Rent();
    }

    /// <summary>Calls <paramref name="rows"/> now or when the rows are written.</summary>
    public void Add(Action<IRowSink> rows)
    {
        if (_bytes is null) _later.Add(rows);
        else rows(_bytes);
    }

    /// <summary>Writes all of them inside the caller's transaction; may be done again after that was rolled back.</summary>
    public async Task WriteAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel = default)
    {
        if (_bytes is not null)
        {
            await _table.CopyAsync((NpgsqlConnection)connection, _bytes, cancel);
            return;
        }

        using var insert = new PreparedInsert((SqliteConnection)connection, (SqliteTransaction)transaction, _table);
        foreach (var rows in _later) rows(insert);
        insert.End();
    }

    public void Dispose()
    {
        if (_bytes is not null) _table.Return(_bytes);
    }
}
