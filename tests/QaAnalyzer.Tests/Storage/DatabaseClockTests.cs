using System.Globalization;
using Npgsql;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

public class DatabaseClockTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    [PostgreSqlTheory]
    [InlineData(60)]
    [InlineData(-3600)]
    public async Task A_node_whose_clock_is_wrong_has_the_time_of_the_database_once_it_has_asked(int secondsAhead)
    {
        await using var database = await Databases.CreateEmptyAsync("postgresql");
        var node = new WrongClock { By = TimeSpan.FromSeconds(secondsAhead) };
        var clock = new DatabaseClock(database.Database.OpenAsync, node);
        Assert.InRange(clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), node.By - Tolerance, node.By + Tolerance);
        await clock.AskAsync();
        Assert.InRange((await TimeOfAsync(database) - clock.GetUtcNow()).Duration(), TimeSpan.Zero, Tolerance);
        Assert.InRange(clock.NodeIsAhead, node.By - Tolerance, node.By + Tolerance);
    }

    [PostgreSqlTheory]
    [InlineData(7200)]
    public async Task A_node_whose_clock_is_set_keeps_the_time_also_while_the_database_is_away(int setBySeconds)
    {
        await using var database = await Databases.CreateEmptyAsync("postgresql");
        var node = new WrongClock();
        var isThere = true;
        var clock = new DatabaseClock(cancel => isThere ? database.Database.OpenAsync(cancel) : throw new NpgsqlException("it is away"), node);
        await clock.AskAsync();
        isThere = false;
        node.By = TimeSpan.FromSeconds(setBySeconds);
        await Assert.ThrowsAsync<NpgsqlException>(() => clock.AskAsync());
        Assert.InRange((await TimeOfAsync(database) - clock.GetUtcNow()).Duration(), TimeSpan.Zero, Tolerance);
    }

    private static async Task<DateTimeOffset> TimeOfAsync(TestDatabase database)
    {
        await using var connection = await database.Database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT clock_timestamp()";
        return new(Convert.ToDateTime(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture), TimeSpan.Zero);
    }

    private sealed class WrongClock : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }
}
