using Microsoft.Data.Sqlite;

namespace QaAnalyzer.Storage.Bulk;

/// <summary>Rows into SQLite by one prepared statement; a row is written when the next one starts.</summary>
internal sealed class PreparedInsert : IRowSink, IDisposable
{
    private readonly SqliteCommand _command;
    private int _next = -1;

    public PreparedInsert(SqliteConnection connection, SqliteTransaction transaction, BulkTable table)
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"${i}"))})";
        for (var i = 0; i < table.Columns.Count; i++) _command.Parameters.Add(new($"${i}", null));
        _command.Prepare();
    }

    public void Row()
    {
        End();
        _next = 0;
    }

    public void Int16(short? value) => Set(value);

    public void Int32(int? value) => Set(value);

    public void Int64(long? value) => Set(value);

    public void Real(double? value) => Set(value);

    public void Flag(bool value) => Set(value);

    public void Moment(DateTimeOffset? value) => Set(value?.ToUniversalTime());

    public void Text(ReadOnlySpan<char> value) => Set(value.ToString());

    public void Utf8(ReadOnlySpan<byte> value) => Set(System.Text.Encoding.UTF8.GetString(value));

    public void Null() => Set(null);

    public void End()
    {
        if (_next < 0) return;
        _command.ExecuteNonQuery();
        _next = -1;
    }

    public void Dispose() => _command.Dispose();

    private void Set(object? value) => _command.Parameters[_next++].Value = value ?? DBNull.Value;
}
