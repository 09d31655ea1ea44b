using Xunit.Abstractions;

namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>Two nodes of which one is a minute ahead of the other and of the database.</summary>
public class ClocksApartTests(ITestOutputHelper output)
{
    private const int Conversations = 10_000;
    private const int Rubrics = 2;

    /// <summary>Both nodes have read each other's stamps several times by then.</summary>
    private const int CheckIns = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [OtherClockFact]
    public async Task Nodes_whose_clocks_are_a_minute_apart_take_each_other_for_alive_and_do_one_night_run_at_a_time()
    {
        await using var postgres = await PrivatePostgres.CreateAsync();
        using var fleet = new Fleet(postgres.ConnectionString);
        fleet.Start(0);
        fleet.Start(1, ahead: TimeSpan.FromMinutes(1));
        await Eventually.BecomesAsync(async () => await postgres.CountAsync("qrtz_scheduler_state") == fleet.Size, "both nodes", Patience);
        fleet.Fill(Conversations);

        var atOnce = 0L;
        var checkIns = new HashSet<long>();
        await Eventually.BecomesAsync(IsDoneAsync, "the night run and the check-ins", Patience);
        output.WriteLine($"{checkIns.Count} check-ins, {await postgres.CountAsync("runs WHERE kind = 'nightly'")} night runs");

        Assert.Equal(1, atOnce);
        Assert.DoesNotContain(fleet.Errors, line => line.Contains("failed or restarted instance", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(fleet.Errors, line => line.Contains("60 s before the database's", StringComparison.Ordinal));
        Assert.Equal(1, await postgres.CountAsync("runs WHERE kind = 'nightly' AND pulled > 0"));
        Assert.Equal(0, await postgres.CountAsync("runs WHERE kind = 'nightly' AND state = 'failed'"));
        Assert.Equal(Conversations, await postgres.NumberAsync("SELECT sum(pulled) FROM runs WHERE kind = 'nightly'"));
        Assert.Equal((Conversations, Conversations * Rubrics), (await postgres.CountAsync("conversations"), await postgres.CountAsync("analyses")));

        async Task<bool> IsDoneAsync()
        {
            atOnce = Math.Max(atOnce, await postgres.CountAsync("runs WHERE kind = 'nightly' AND state IN ('running', 'paused')"));
            checkIns.Add(await postgres.NumberAsync("SELECT max(last_checkin_time) FROM qrtz_scheduler_state"));
            return checkIns.Count >= CheckIns * fleet.Size && Directory.GetFiles(fleet.Inbox).Length == 0 && await postgres.CountAsync("analyses") >= Conversations * Rubrics
                && await postgres.CountAsync("runs WHERE state IN ('running', 'paused')") == 0;
        }
    }
}
