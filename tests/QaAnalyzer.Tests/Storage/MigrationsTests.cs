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
}
