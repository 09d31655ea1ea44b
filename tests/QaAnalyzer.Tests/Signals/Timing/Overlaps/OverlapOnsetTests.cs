using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Tests.Signals.Timing.Overlaps;

public class OverlapOnsetTests
{
    private const double Shortest = 0.05;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_planted_overlap_is_found_to_the_millisecond_and_nothing_else(int seed)
    {
        var plan = OverlapPlan.Of(seed);
        Assert.Equal(plan.Planted, Found(plan.Call()));
        Assert.NotEmpty(plan.Planted);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_in_which_a_transcript_lists_utterances_changes_nothing(int seed)
    {
        var plan = OverlapPlan.Of(seed);
        var call = plan.Call();
        var chance = new Random(seed);
        int[] shuffled = [.. Enumerable.Range(0, call.Utterances.Count).OrderBy(_ => chance.Next())];
        var found = Found(call with { Utterances = [.. shuffled.Select(i => call.Utterances[i])] }).Select(p => p with { Incoming = shuffled[p.Incoming], Floor = shuffled[p.Floor] });
        Assert.Equal(plan.Planted, found);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_call_an_hour_later_is_judged_the_same_to_the_last_digit(int seed)
    {
        var plan = OverlapPlan.Of(seed);
        Assert.Equal(Verdicts(plan.Call()), Verdicts(plan.Call(shift: 3_600_017)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void A_clock_that_runs_at_another_rate_finds_the_same_overlaps_with_its_own_numbers(int factor)
    {
        var plan = OverlapPlan.Of(seed: 5);
        Assert.Equal(plan.Planted.Select(p => p with { AtMs = p.AtMs * factor, Ms = p.Ms * factor }), Found(plan.Call(scale: factor)));
    }

    [Fact]
    public void Utterances_without_times_without_length_or_running_backwards_take_no_part()
    {
        Assert.Empty(Found(Talk.Call("customer 0-8: 我想问一下", "agent: 嗯", "agent 3: 嗯", "agent 4-4: 嗯", "agent 6-5: 嗯")));
        Assert.Empty(Found(Talk.Call("customer: 我想问一下", "agent 3-4: 嗯")));
    }

    [Fact]
    public void Simultaneous_speech_shorter_than_the_shortest_is_none()
    {
        Assert.Empty(Found(Talk.Call("customer 0-8: 我想问一下", "agent 7.951-9: 好的")));
        Assert.Single(Found(Talk.Call("customer 0-8: 我想问一下", "agent 7.95-9: 好的")));
    }

    [Fact]
    public void One_utterance_over_several_of_the_other_side_comes_in_once()
    {
        var found = Found(Talk.Call("customer 0-3: 第一件事", "agent 2-9: 您稍等一下我先把这边处理完", "customer 4-5: 第二件事", "customer 6-7: 第三件事"));
        Assert.Equal([new(1, 0, 2_000, 1_000), new(2, 1, 4_000, 1_000), new(3, 1, 6_000, 1_000)], found);
    }

    [Fact]
    public void Of_several_running_utterances_of_one_side_the_floor_is_the_one_that_ends_last()
    {
        Assert.Equal([new(2, 0, 4_000, 2_000)], Found(Talk.Call("customer 0-9: 背景", "customer 1-5: 前面的话", "agent 4-6: 您说")));
    }

    [Fact]
    public void Bots_and_system_announcements_neither_hold_the_floor_nor_come_in()
    {
        Assert.Empty(Found(Talk.Call("bot 0-8: 欢迎致电", "customer 3-4: 转人工", "system 3.5-6: 正在转接")));
    }

    private static IReadOnlyList<PlannedOverlap> Found(Conversation call) =>
        [.. OverlapOnset.In(call, Shortest).Select(o => new PlannedOverlap(o.Incoming, o.Floor, (int)Math.Round(o.At * 1000), (int)Math.Round(o.Seconds * 1000)))];

    private static IReadOnlyList<string> Verdicts(Conversation call) =>
        [.. Product.Analyze(call).Signals.Where(s => s.Tag is "overlap" or "backchannel" or "interruption").Select(s => $"{s.Utterance} {s.Tag} {s.Probability}")];
}
