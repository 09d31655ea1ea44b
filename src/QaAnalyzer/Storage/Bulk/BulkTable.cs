using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;

namespace QaAnalyzer.Storage.Bulk;

/// <summary>Writes many rows of a table inside the caller's transaction: binary COPY in PostgreSQL, a prepared statement in SQLite.</summary>
internal sealed record BulkTable(string Name, IReadOnlyList<string> Columns)
{
    // Used again: buffers of a chunk are so large that making them anew would keep the garbage collector busy.
    private readonly ConcurrentBag<CopyBuffer> _idle = [];

    public string ColumnList { get; } = string.Join(", ", Columns);

    /// <summary>What <paramref name="rows"/> gives is written when this returns.</summary>
    public async Task WriteAsync(DbConnection connection, DbTransaction transaction, Action<IRowSink> rows, CancellationToken cancel = default)
    {
        using var added = new BulkRows(this, connection is NpgsqlConnection ? Dialect.PostgreSql : Dialect.Sqlite);
        added.Add(rows);
        await added.WriteAsync(connection, transaction, cancel);
    }

    public async Task CopyAsync(NpgsqlConnection connection, CopyBuffer buffer, CancellationToken cancel = default)
    {
        if (buffer.Rows == 0) return;
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {Name} ({ColumnList}) FROM STDIN (FORMAT BINARY)", cancel);
        buffer.End();
        await copy.WriteAsync(buffer.Bytes, cancel);
    }

    internal CopyBuffer Rent() => _idle.TryTake(out var buffer) ? buffer : new(Columns.Count);

    internal void Return(CopyBuffer buffer)
    {
        buffer.Clear();
        _idle.Add(buffer);
    }
}
