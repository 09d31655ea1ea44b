using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace QaAnalyzer.Storage.Bulk;

/// <summary>Writes many rows of a table inside the caller's transaction: binary COPY in PostgreSQL, a prepared statement in SQLite.</summary>
internal sealed record BulkTable(string Name, IReadOnlyList<string> Columns)
{
    private readonly ConcurrentBag<CopyBuffer> _idle = [];

    public string ColumnList { get; } = string.Join(", ", Columns);

    /// <summary>Calls <paramref name="rows"/> once; what it gives is written when this returns.</summary>
    public async Task WriteAsync(DbConnection connection, DbTransaction transaction, Action<IRowSink> rows, CancellationToken cancel = default)
    {
        if (connection is NpgsqlConnection postgreSql)
        {
            // Used again: buffers of a chunk are so large that making them anew would keep the garbage collector busy.
            if (!_idle.TryTake(out var buffer)) buffer = new(Columns.Count);
            rows(buffer);
            buffer.End();
            await CopyAsync(postgreSql, buffer, cancel);
            buffer.Clear();
            _idle.Add(buffer);
            return;
        }

        using var insert = new PreparedInsert((SqliteConnection)connection, (SqliteTransaction)transaction, this);
        rows(insert);
        insert.End();
    }

    public async Task CopyAsync(NpgsqlConnection connection, CopyBuffer buffer, CancellationToken cancel = default)
    {
        if (buffer.Rows == 0) return;
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {Name} ({ColumnList}) FROM STDIN (FORMAT BINARY)", cancel);
        await copy.WriteAsync(buffer.Bytes, cancel);
    }
}
