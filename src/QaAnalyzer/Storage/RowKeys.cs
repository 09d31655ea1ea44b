using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// Keys of conversations and analyses: (months since January 2000, UTC) · 2^40 + a number that is never given twice. The month is the one in
/// which the conversation was received, also in the keys of its analyses, so a month is one range of keys in every table.
/// </summary>
public static class RowKeys
{
    internal const string Conversations = "conversation_numbers";
    internal const string Analyses = "analysis_numbers";

    private const int NumberBits = 40;

    /// <summary>Months since January 2000 in UTC.</summary>
    public static int MonthOf(DateTimeOffset moment) => ((moment.UtcDateTime.Year - 2000) * 12) + moment.UtcDateTime.Month - 1;

    public static int MonthOf(long key) => (int)(key >> NumberBits);

    /// <summary>The first moment of a month, UTC.</summary>
    public static DateTimeOffset StartOf(int month) => new(2000 + (month / 12), (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The smallest key a row of the month can have.</summary>
    public static long FirstOf(int month) => (long)month << NumberBits;

    /// <summary>A key of the month with a number from <see cref="NumbersAsync"/>.</summary>
    public static long Of(int month, long number) => FirstOf(month) | number;

    /// <summary>A key that no row has; every row received from now on has a greater one.</summary>
    public static async Task<long> NextAsync(Database database, TimeProvider clock, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var numbers = await NumbersAsync(database, connection, transaction, Conversations, 1);
        await transaction.CommitAsync(cancel);
        return Of(MonthOf(clock.GetUtcNow()), numbers[0]);
    }

    /// <summary>New numbers in ascending order.</summary>
    internal static async Task<long[]> NumbersAsync(Database database, DbConnection connection, DbTransaction? transaction, string sequence, int count)
    {
        if (database.Dialect == Dialect.PostgreSql)
        {
            return (await connection.ExecuteScalarAsync<long[]>(
                "SELECT ARRAY(SELECT nextval(@sequence::regclass) FROM generate_series(1, @count))", new { sequence, count }, transaction))!;
        }

        var last = await connection.ExecuteScalarAsync<long>($"UPDATE {sequence} SET last_value = last_value + @count RETURNING last_value", new { count }, transaction);
        return [.. Enumerable.Range(0, count).Select(i => last - count + 1 + i)];
    }
}
