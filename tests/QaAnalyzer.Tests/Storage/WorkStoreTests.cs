using System.Collections.Concurrent;
using System.Globalization;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class WorkStoreTests
{
    private const string Rubric = ReviewSamples.RubricId;

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
        await night.Work.CoverAsync("other.v1");
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
        Assert.Equal(3, await night.Work.CoverAsync("other.v1"));
        Assert.Equal(0, await night.Work.CoverAsync("other.v1"));
        Assert.Equal(3, (await night.Work.ClaimAsync(["other.v1"], "w", 10)).Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Covering_at_once_adds_every_row_once(string kind)
    {
        await using var night = await WithWorkAsync(kind, 50);
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => night.Work.CoverAsync("other.v1"))));
        Assert.Equal(50, added.Sum());
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

    private static async Task<Night> WithWorkAsync(string kind, int rows)
    {
        var night = await Night.OpenAsync(kind);
        for (var i = 1; i <= rows; i++) await night.SaveAsync(ReviewSamples.Conversation($"c{i}"));
        await night.Work.CoverAsync(Rubric);
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
