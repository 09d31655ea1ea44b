using Npgsql;

namespace QaAnalyzer.Sources.Readers;

/// <summary>The statements around the query of a source.</summary>
/// <param name="source">Its settings.</param>
/// <param name="type">Type of the checkpoint column, as the database names it.</param>
internal sealed class SqlStatements(SqlSource source, string type)
{
    private readonly string _checkpoint = $"q.{Quoted(source.CheckpointColumn)}";

    // The same order whatever language the database sorts in.
    private readonly string _id = $"COALESCE(q.{Quoted(source.IdColumn)}::text, '') COLLATE \"C\"";

    /// <summary>Gives no rows, and the type of the checkpoint column.</summary>
    public static string Shape(SqlSource source) => $"SELECT q.{Quoted(source.CheckpointColumn)} FROM ({source.Query}) AS q LIMIT 0";

    /// <summary>The conversations after a checkpoint; at the beginning of a pull those of the overlap again.</summary>
    public NpgsqlCommand Page(NpgsqlDataSource database, SqlCheckpoint from, bool isFirst)
    {
        var isOverlapped = isFirst && source.Overlap > TimeSpan.Zero && from.Value is not null;
        var low = isOverlapped ? $"@value::text::{type} - @overlap" : $"@value::text::{type}";
        var after = from.Value is null ? $"{_checkpoint} IS NOT NULL" : $"{_checkpoint} >= {low}";
        var beyond = from.Value is null || isOverlapped || from.Id is null ? "TRUE" : $"(last, id) > (@value::text::{type}, @id)";
        var command = database.CreateCommand(source.JsonColumn is { } json ? Whole(json, after, beyond) : Rows(after, beyond));
        command.Parameters.AddWithValue("size", source.PageSize);
        if (from.Value is { } value) command.Parameters.AddWithValue("value", value);
        if (isOverlapped) command.Parameters.AddWithValue("overlap", source.Overlap);
        if (beyond != "TRUE") command.Parameters.AddWithValue("id", from.Id!);
        return command;
    }

    private string Whole(string json, string after, string beyond) =>
        $"""
        SELECT last::text, id, json FROM (
            SELECT {_checkpoint} AS last, {_id} AS id, COALESCE(q.{Quoted(json)}::text, 'null') AS json FROM ({source.Query}) AS q WHERE {after}) AS page
        WHERE {beyond} ORDER BY last, id LIMIT @size
        """;

    // Which conversations changed is found among the new rows; then all rows of those are read, in one snapshot.
    private string Rows(string after, string beyond) =>
        $"""
        WITH page AS (
            SELECT last, id FROM (SELECT max({_checkpoint}) AS last, {_id} AS id FROM ({source.Query}) AS q WHERE {after} GROUP BY 2) AS changed
            WHERE {beyond} ORDER BY last, id LIMIT @size)
        SELECT max(page.last)::text, page.id, json_agg(to_json(q) ORDER BY q.{Quoted(source.OrderColumn!)})::text
        FROM page JOIN ({source.Query}) AS q ON {_id} = page.id
        GROUP BY page.id ORDER BY max(page.last), page.id
        """;

    private static string Quoted(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
