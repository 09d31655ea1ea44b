using System.Data.Common;
using System.Globalization;

namespace QaAnalyzer.Storage;

/// <summary>
/// The time of a database that several nodes share, whatever the clocks of the nodes say: what it answered last, and what has passed since by
/// the stopwatch, which no setting of the node's clock moves. Until the first answer it is the node's time.
/// </summary>
/// <param name="open">Opens a connection.</param>
/// <param name="local">Of the node.</param>
public sealed class DatabaseClock(Func<CancellationToken, Task<DbConnection>> open, TimeProvider local) : TimeProvider
{
    /// <summary>How often it is asked: two clocks drift apart by less than a millisecond in that time.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(10);

    // The answer of the shortest way there and back is the surest: half of that is the most by which it can be wrong.
    private const int Questions = 3;

    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(1);

    private Answer? _answer;

    public override long TimestampFrequency => local.TimestampFrequency;

    /// <summary>By how much the node's clock is before the database's; negative when it is behind.</summary>
    public TimeSpan NodeIsAhead => local.GetUtcNow() - GetUtcNow();

    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref _answer) is { } answer ? answer.Time + local.GetElapsedTime(answer.Asked) : local.GetUtcNow();

    public override long GetTimestamp() => local.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        local.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database what time it is. An answer that was long on its way is left, unless it is the first.</summary>
    /// <exception cref="DbException">The database does not answer; the clock goes on as it was.</exception>
    public async Task AskAsync(CancellationToken cancel = default)
    {
        await using var connection = await open(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT clock_timestamp()";
        var answers = new List<Answer>();
        for (var i = 0; i < Questions; i++) answers.Add(await AskAsync(command, cancel));
        var best = answers.MinBy(a => a.Way)!;
        if (_answer is null || best.Way < TooLong) Volatile.Write(ref _answer, best);
    }

    private async Task<Answer> AskAsync(DbCommand command, CancellationToken cancel)
    {
        var asked = local.GetTimestamp();
        var time = Convert.ToDateTime(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
        var way = local.GetElapsedTime(asked);
        return new(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) - (way / 2), asked, way);
    }

    /// <param name="Time">The database's when it was asked.</param>
    /// <param name="Asked">The same moment on the stopwatch.</param>
    /// <param name="Way">There and back.</param>
    private sealed record Answer(DateTimeOffset Time, long Asked, TimeSpan Way);
}
