using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class WorkStoreTests
{
    private const string Rubric = ReviewSamples.RubricId;
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Eight_workers_at_once_never_claim_the_same_row(string kind)
    {
        const int Rows = 300;
        await using var night = await WithWorkAsync(kind, Rows);
        var claimed = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            while (await night.Work.ClaimAsync([Rubric], $"w{worker}", 7) is { Count: > 0 } keys)
            {
                Assert.True(keys.Count <= 7);
                foreach (var claim in keys) claimed.Add(claim.ConversationKey);
            }
        })));
        Assert.Equal(Rows, claimed.Count);
        Assert.Equal(Rows, claimed.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_claim_is_of_one_rubric_and_at_most_as_many_as_asked_for(string kind)
    {
        await using var night = await WithWorkAsync(kind, 3);
        await night.CoverAsync("other.v1");
        Assert.Equal(2, (await night.Work.ClaimAsync([Rubric], "w", 2)).Count);
        Assert.Equal(6, await night.Work.PendingAsync([Rubric, "other.v1"]));
        Assert.Equal(3, await night.Work.PendingAsync(["other.v1"]));
        Assert.Equal(0, await night.Work.PendingAsync([]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_row_whose_lease_ran_out_is_claimed_again(string kind)
    {
        await using var night = await WithWorkAsync(kind, 1);
        var key = Assert.Single(await night.Work.ClaimAsync([Rubric], "first", 10));
        Assert.Empty(await night.Work.ClaimAsync([Rubric], "second", 10));
        await night.EndLeasesAsync();
        Assert.Equal([key], await night.Work.ClaimAsync([Rubric], "second", 10));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_worker_that_lost_its_lease_cannot_finish(string kind)
    {
        await using var night = await WithWorkAsync(kind, 1);
        var key = Assert.Single(await night.Work.ClaimAsync([Rubric], "first", 10));
        await night.EndLeasesAsync();
        await night.Work.ClaimAsync([Rubric], "second", 10);
        Assert.False(await FinishAsync(night, key, "first"));
        Assert.True(await FinishAsync(night, key, "second"));
        Assert.False(await FinishAsync(night, key, "second"));
        Assert.Equal(0, await night.Work.PendingAsync([Rubric]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Finishing_a_chunk_leaves_the_rows_that_another_chunk_has_of_the_same_conversation(string kind)
    {
        await using var night = await WithWorkAsync(kind, 2);
        await night.CoverAsync("other.v1");
        var first = await night.Work.ClaimAsync([Rubric, "other.v1"], "worker", 3);
        var second = Assert.Single(await night.Work.ClaimAsync([Rubric, "other.v1"], "worker", 3));
        Assert.Equal(first[^1].ConversationKey, second.ConversationKey);
        await using var connection = await night.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.Equal(first.ToHashSet(), await night.Work.FinishAsync(connection, transaction, [.. first], "worker"));
        Assert.Equal([second], await night.Work.FinishAsync(connection, transaction, [second], "worker"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_row_that_was_given_back_is_free_at_once(string kind)
    {
        await using var night = await WithWorkAsync(kind, 2);
        var keys = await night.Work.ClaimAsync([Rubric], "first", 10);
        await night.Work.ReleaseAsync([keys[0].ConversationKey], "first");
        await night.Work.ReleaseAsync([keys[1].ConversationKey], "second");
        Assert.Equal([keys[0]], await night.Work.ClaimAsync([Rubric], "second", 10));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Claims_of_processes_that_ended_are_free_and_those_of_others_are_not(string kind)
    {
        await using var night = await WithWorkAsync(kind, 4);
        var gone = Assert.Single(await night.Work.ClaimAsync([Rubric], $"{Environment.MachineName}/{int.MaxValue}/0", 1));
        var reused = Assert.Single(await night.Work.ClaimAsync([Rubric], $"{Environment.MachineName}/{Environment.ProcessId}/0", 1));
        await night.Work.ClaimAsync([Rubric], WorkerProcess.Current, 1);
        await night.Work.ClaimAsync([Rubric], string.Create(CultureInfo.InvariantCulture, $"another-machine/{int.MaxValue}/0"), 1);
        await night.Work.ReleaseEndedAsync();
        Assert.Equal([gone, reused], await night.Work.ClaimAsync([Rubric], "next", 10));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_new_rubric_covers_what_is_current_once(string kind)
    {
        await using var night = await WithWorkAsync(kind, 3);
        await night.SaveAsync(ReviewSamples.Conversation("c1") with { Queue = "售前" });
        Assert.Equal(3, await night.CoverAsync("other.v1"));
        Assert.Equal(0, await night.CoverAsync("other.v1"));
        Assert.Equal(3, (await night.Work.ClaimAsync(["other.v1"], "w", 10)).Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Covering_at_once_adds_every_row_once(string kind)
    {
        await using var night = await WithWorkAsync(kind, 50);
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => night.CoverAsync("other.v1"))));
        Assert.Equal(50, added.Sum());
    }

    /// <summary>SQLite has one writer at a time.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Covering_adds_nothing_that_a_helper_is_about_to_finish(string kind)
    {
        if (kind == "sqlite") return;
        await using var night = await WithWorkAsync(kind, 0);
        await night.SaveAsync(ReviewSamples.Conversation("c1"));
        await night.ExecuteAsync($"INSERT INTO work (conversation_key, rubric, state) SELECT key, '{Rubric}', 'pending' FROM conversations");
        await night.ExecuteAsync("UPDATE rubric_coverage SET state = 'open'");
        var claim = Assert.Single(await night.Work.ClaimAsync([Rubric], "helper", 1));
        await using var connection = await night.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.Single(await night.Work.FinishAsync(connection, transaction, [claim], "helper"));
        var cover = night.CoverAsync(Rubric);
        while (!cover.IsCompleted && await connection.ExecuteScalarAsync<int>(Waiting) == 0) await Task.Yield();
        await transaction.CommitAsync();
        Assert.Equal(0, await cover);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_superseded_version_is_no_longer_claimed(string kind)
    {
        await using var night = await WithWorkAsync(kind, 1);
        await night.SaveAsync(ReviewSamples.Conversation("c1") with { Queue = "售前" });
        Assert.Equal(0, await night.Work.PendingAsync([Rubric]));
        Assert.Empty(await night.Work.ClaimAsync([Rubric], "w", 10));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Claims_go_on_behind_a_key_and_take_all_rubrics_of_a_conversation(string kind)
    {
        await using var night = await WithWorkAsync(kind, 3);
        await night.CoverAsync("other.v1");
        var first = await night.Work.ClaimAsync([Rubric, "other.v1"], "w", 2);
        Assert.Equal(["other.v1", Rubric], first.Select(c => c.Rubric));
        Assert.Single(first.Select(c => c.ConversationKey).Distinct());
        var rest = await night.Work.ClaimAsync([Rubric, "other.v1"], "w", 10, after: first[0].ConversationKey + 1);
        Assert.Equal(2, rest.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_renewed_lease_is_not_claimed_by_another(string kind)
    {
        await using var night = await WithWorkAsync(kind, 1);
        var key = Assert.Single(await night.Work.ClaimAsync([Rubric], "first", 10)).ConversationKey;
        await night.EndLeasesAsync();
        await night.Work.RenewAsync([key], "second");
        await night.Work.RenewAsync([key], "first");
        Assert.Empty(await night.Work.ClaimAsync([Rubric], "second", 10));
    }

    /// <summary>SQLite has one machine and its clock; in PostgreSQL the clocks of the nodes say nothing.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_node_whose_clock_is_a_minute_ahead_takes_nothing_that_is_held(string kind)
    {
        await using var night = await WithWorkAsync(kind, 1);
        await night.Work.ClaimAsync([Rubric], "on time", 10);
        var ahead = new MovableClock();
        ahead.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(kind == "sqlite" ? 1 : 0, (await new WorkStore(night.Database, ahead).ClaimAsync([Rubric], "ahead", 10)).Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Conversations_that_came_while_a_rubric_was_not_in_use_are_covered_when_it_is_again(string kind)
    {
        await using var night = await WithWorkAsync(kind, 2);
        Assert.Equal(2, await night.CoverAsync("other.v1"));
        await night.ImportAsync(night.Drop("a.jsonl", Night.Line("n1")), Rubric);
        Assert.Equal(0, await night.CoverAsync(Rubric));
        Assert.Equal(1, await night.CoverAsync("other.v1"));
        Assert.Equal(0, await night.CoverAsync("other.v1"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Imports_at_the_same_time_as_a_new_rubric_leave_nothing_uncovered(string kind)
    {
        await using var night = await WithWorkAsync(kind, 1);
        var imports = Enumerable.Range(0, 6).Select(i => Task.Run(() => night.ImportAsync(night.Drop($"{i}.jsonl", [.. Enumerable.Range(0, 40).Select(c => Night.Line($"{i}-{c}"))]), Rubric)));
        var covers = Enumerable.Range(0, 6).Select(_ => Task.Run(() => night.CoverAsync("other.v1")));
        await Task.WhenAll([.. imports, .. covers]);
        await night.CoverAsync("other.v1");
        Assert.Equal(241, await night.Work.PendingAsync(["other.v1"]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Failed_work_is_not_pending_and_not_claimed(string kind)
    {
        await using var night = await WithWorkAsync(kind, 1);
        var claim = Assert.Single(await night.Work.ClaimAsync([Rubric], "w", 1));
        await using (var connection = await night.Database.OpenAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.Equal(0, await night.Work.FailAsync(connection, transaction, [new(claim, "JsonException")], "another"));
            Assert.Equal(1, await night.Work.FailAsync(connection, transaction, [new(claim, "JsonException")], "w"));
            await transaction.CommitAsync();
        }

        Assert.False(await night.Work.AnyPendingAsync([Rubric]));
        Assert.Empty(await night.Work.ClaimAsync([Rubric], "w", 1));
    }

    private static async Task<Night> WithWorkAsync(string kind, int rows)
    {
        var night = await Night.OpenAsync(kind);
        for (var i = 1; i <= rows; i++) await night.SaveAsync(ReviewSamples.Conversation($"c{i}"));
        await night.CoverAsync(Rubric);
        return night;
    }

    private static async Task<bool> FinishAsync(Night night, Claim claim, string worker)
    {
        await using var connection = await night.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var held = await night.Work.FinishAsync(connection, transaction, [claim], worker);
        await transaction.CommitAsync();
        return held.Contains(claim);
    }
}
