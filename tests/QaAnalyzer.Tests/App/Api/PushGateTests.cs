using QaAnalyzer.App.Api;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App.Api;

public class PushGateTests
{
    private static readonly PushPlaces Many = new(100, 100);

    [Fact]
    public async Task While_too_much_is_pending_nothing_is_taken()
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var gate = new PushGate(new() { Pending = 2 }, night.Work, night.Clock);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(2)), ReviewSamples.RubricId);
        using (var place = await gate.EnterAsync(Key("k1", "shop"), default)) Assert.Null(place.Refusal);
        await night.ImportAsync(night.Drop("b.jsonl", Night.Lines(3)), ReviewSamples.RubricId);
        night.Clock.Move(TimeSpan.FromSeconds(3));
        using var refused = await gate.EnterAsync(Key("k1", "shop"), default);
        Assert.Equal(("pending", TimeSpan.FromSeconds(30)), (refused.Refusal?.Limit, refused.Refusal?.Wait));
    }

    [Fact]
    public async Task A_greedy_key_waits_and_is_refused_while_others_of_its_source_get_in()
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var gate = new PushGate(new() { All = Many, Source = Many, Key = new(1, 1) }, night.Work, night.Clock);
        var first = await gate.EnterAsync(Key("k1", "shop"), default);
        var waiting = gate.EnterAsync(Key("k1", "shop"), default);
        using var refused = await gate.EnterAsync(Key("k1", "shop"), default);
        Assert.Equal(("key", "Of the key k1, 1 are being taken and 1 wait. Come again with fewer at a time."), (refused.Refusal?.Limit, refused.Refusal?.Reason));
        using (var sibling = await gate.EnterAsync(Key("k2", "shop"), default)) Assert.Null(sibling.Refusal);
        Assert.False(waiting.IsCompleted);
        first.Dispose();
        using var second = await waiting;
        Assert.Null(second.Refusal);
    }

    [Fact]
    public async Task A_greedy_source_is_refused_whichever_its_key_while_other_sources_get_in()
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var gate = new PushGate(new() { All = Many, Source = new(1, 1), Key = Many }, night.Work, night.Clock);
        using var first = await gate.EnterAsync(Key("k1", "shop"), default);
        using var stop = new CancellationTokenSource();
        var waiting = gate.EnterAsync(Key("k2", "shop"), stop.Token);
        using (var refused = await gate.EnterAsync(Key("k3", "shop"), default)) Assert.Equal("source", refused.Refusal?.Limit);
        using (var other = await gate.EnterAsync(Key("k4", "phone"), default)) Assert.Null(other.Refusal);

        // Who goes away while it waits leaves its place to the next.
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var next = gate.EnterAsync(Key("k3", "shop"), default);
        Assert.False(next.IsCompleted);
        first.Dispose();
        using var place = await next;
        Assert.Null(place.Refusal);
    }

    [Fact]
    public async Task All_together_find_no_more_places_than_there_are()
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var gate = new PushGate(new() { All = new(2, 1), Source = Many, Key = Many }, night.Work, night.Clock);
        var first = await gate.EnterAsync(Key("k1", "shop"), default);
        using var second = await gate.EnterAsync(Key("k2", "phone"), default);
        var waiting = gate.EnterAsync(Key("k3", "mail"), default);
        using (var refused = await gate.EnterAsync(Key("k4", "desk"), default)) Assert.Equal("all", refused.Refusal?.Limit);
        Assert.False(waiting.IsCompleted);
        first.Dispose();
        using var third = await waiting;
        Assert.Null(third.Refusal);
    }

    private static ApiKey Key(string id, string source) => new() { Id = id, Source = source, Role = ApiRoles.Push };
}
