using System.Data.Common;
using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

public class MigrationsTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_fresh_database_gets_every_script_in_order(string kind)
    {
        await using var test = await Databases.CreateEmptyAsync(kind);
        var ran = await Migrations.RunAsync(test.Database, TimeProvider.System);
        Assert.Equal(Migrations.Scripts(test.Database.Dialect).Select(s => s.Number), ran);
        Assert.Equal(ran.Order(), ran);
        Assert.NotEmpty(ran);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_second_time_nothing_runs(string kind)
    {
        await using var test = await Databases.CreateAsync(kind);
        Assert.Empty(await Migrations.RunAsync(test.Database, TimeProvider.System));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Processes_that_start_at_once_run_every_script_once(string kind)
    {
        await using var test = await Databases.CreateEmptyAsync(kind);
        var ran = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrations.RunAsync(test.Database, TimeProvider.System))));
        var numbers = Migrations.Scripts(test.Database.Dialect).Select(s => s.Number).ToList();
        Assert.Equal(numbers, ran.SelectMany(r => r).Order());
        await using var connection = await test.Database.OpenAsync();
        Assert.Equal(numbers.Count, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM migrations"));
    }

    /// <summary>What a node of the version before reads and writes by name while a newer one has migrated already.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_script_takes_away_what_the_version_before_reads_or_asks_for_what_it_does_not_write(string kind)
    {
        await using var test = await Databases.CreateEmptyAsync(kind);
        await using var connection = await test.Database.OpenAsync();
        var (before, added) = (new List<Column>(), 0);
        foreach (var script in Migrations.Scripts(test.Database.Dialect))
        {
            await connection.ExecuteAsync(script.Sql);
            var after = await ColumnsAsync(connection, test.Database);
            var tables = before.Select(c => c.Table).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(before.Except(after));
            foreach (var column in after.Except(before).Where(c => tables.Contains(c.Table)))
            {
                Assert.True(column.MayBeLeftOut, $"{script.Name}: the version before does not fill {column.Table}.{column.Name}");
                added++;
            }

            before = after;
        }

        Assert.True(added > 3, "no script added a column to a table that was there");
    }

    [Fact]
    public void Both_dialects_have_the_same_scripts()
    {
        Assert.Equal(Migrations.Scripts(Dialect.Sqlite).Select(s => s.Name), Migrations.Scripts(Dialect.PostgreSql).Select(s => s.Name));
        Assert.Distinct(Migrations.Scripts(Dialect.Sqlite).Select(s => s.Number));
    }

    [Fact]
    public void A_connection_string_for_no_known_database_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Database.Of("Server=db.example"));
        Assert.Contains("Data Source=", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<List<Column>> ColumnsAsync(DbConnection connection, Database database) => [.. (await connection.QueryAsync<(string, string, string, long)>(database.Sql(
        sqlite: """
            SELECT m.name, c.name, c.type, (c."notnull" = 0 OR c.dflt_value IS NOT NULL) FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'
            """,
        postgreSql: """
            SELECT table_name, column_name, data_type, (is_nullable = 'YES' OR column_default IS NOT NULL OR is_identity = 'YES')::int::bigint
            FROM information_schema.columns WHERE table_schema = 'public'
            """))).Select(c => new Column(c.Item1, c.Item2, c.Item3, c.Item4 != 0))];

    private sealed record Column(string Table, string Name, string Type, bool MayBeLeftOut);
}
