using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Channels;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Signals.Channels;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Reviews;

public class RepairDeskTests
{
    private static readonly Rubric Form = Product.Rubric("process-check");
    private static readonly Conversation Swapped = ConversationRepair.SwapSides.Apply(SampleCalls.Parcel) with { Id = "call" };

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_swap_makes_a_version_that_supersedes_the_old_one_and_is_scored_at_once(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var old = await AnalysedAsync(night, Swapped);
        var key = await RepairedAsync(night, old);

        Assert.Equal(ConversationRepair.SwapSides.Apply(Swapped).Utterances, (await night.Conversations.FindAsync(key))!.Conversation.Utterances);
        Assert.Equal(Swapped.Utterances, (await night.Conversations.FindAsync(old))!.Conversation.Utterances);
        Assert.Equal(ChannelFlag.SidesSwapped, Assert.Single((await night.Analyses.CurrentAsync(old, Form.Id))!.Flags).Kind);
        var analysis = await night.Analyses.CurrentAsync(key, Form.Id);
        Assert.Empty(analysis!.Flags);
        Assert.Contains(analysis.Signals, s => s.Tag == "greeting");
        Assert.Equal(0, await night.Work.PendingAsync([Form.Id]));
        Assert.Equal((key, Form.Id), await night.Queue.NextAsync([Form.Id], "anna"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_repaired_what_and_when_is_kept_and_swapping_again_takes_it_back(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var first = await AnalysedAsync(night, Swapped);
        night.Clock.Move(TimeSpan.FromHours(1));
        var second = await RepairedAsync(night, first);
        var third = await RepairedAsync(night, second, "bert");

        var versions = await night.Conversations.VersionsAsync(second);
        Assert.Equal([(first, 1, false), (second, 2, false), (third, 3, true)], versions.Select(v => (v.Key, v.Version, v.IsCurrent)));
        Assert.Equal([null, "anna", "bert"], versions.Select(v => v.RepairedBy));
        Assert.Equal([null, ConversationRepair.SwapSides, ConversationRepair.SwapSides], versions.Select(v => v.Repair));
        Assert.Equal(night.Clock.GetUtcNow(), versions[1].ReceivedAt);
        Assert.Equal(Swapped.Utterances, (await night.Conversations.FindAsync(third))!.Conversation.Utterances);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reviews_stay_with_the_version_they_were_given_on(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var old = await AnalysedAsync(night, Swapped);
        var reviews = new ReviewStore(night.Database, night.Clock);
        var desk = new ReviewDesk(night.Database, night.Analyses, reviews, night.Queue, new(0));
        var form = await desk.OpenAsync(new(old, Channel.Call), Form);
        await desk.DecideAsync(form!, new(form!.Lines[0].Id, RequestKind.NotApplicable), "anna");
        var key = await RepairedAsync(night, old);
        Assert.Single(await reviews.InForceAsync(old, Form.Id));
        Assert.Empty(await reviews.InForceAsync(key, Form.Id));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reading_the_source_again_leaves_a_repair_in_place_and_news_supersede_it(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var key = await RepairedAsync(night, await AnalysedAsync(night, Swapped));
        Assert.Equal((SaveOutcome.Duplicate, key), await night.SaveAsync(Swapped));
        var again = await RepairedAsync(night, key);
        Assert.Equal((SaveOutcome.Duplicate, again), await night.SaveAsync(Swapped));
        Assert.Equal(SaveOutcome.NewVersion, (await night.SaveAsync(Swapped with { Queue = "投诉" })).Outcome);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_superseded_version_is_not_repaired(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var old = await AnalysedAsync(night, Swapped);
        await RepairedAsync(night, old);
        Assert.IsType<RepairAnswer.Refused>(await RepairAsync(night, old, "anna"));
        Assert.Equal(2, await night.CountAsync("conversations"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_somebody_else_reviews_is_not_repaired_under_their_hands(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var old = await AnalysedAsync(night, Swapped);
        await night.Queue.LeaseAsync(old, Form.Id, "bert");
        var refused = Assert.IsType<RepairAnswer.Refused>(await RepairAsync(night, old, "anna"));
        Assert.Contains("bert", refused.Because.En, StringComparison.Ordinal);
        Assert.Equal(1, await night.CountAsync("conversations"));
        Assert.IsType<RepairAnswer.Repaired>(await RepairAsync(night, old, "bert"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_form_that_is_not_here_stays_pending_for_the_night_run(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var (_, key) = await night.SaveAsync(Swapped);
        await night.ExecuteAsync($"INSERT INTO work (conversation_key, rubric, state) VALUES ({key}, 'elsewhere.v1', 'pending')");
        await RepairedAsync(night, key);
        Assert.Equal(1, await night.Work.PendingAsync(["elsewhere.v1"]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Lists_filter_by_flag(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var flagged = await AnalysedAsync(night, Swapped);
        await AnalysedAsync(night, SampleCalls.Parcel with { Id = "good" });
        async Task<IReadOnlyList<ConversationRow>> ListAsync(string? flag) =>
            (await night.Conversations.ListAsync(new() { Rubric = Form.Id, Flag = flag })).Rows;

        Assert.Equal(2, (await ListAsync(null)).Count);
        Assert.Empty(await ListAsync(ChannelFlag.OneSpeaker));
        Assert.Equal(flagged, Assert.Single(await ListAsync("any")).Key);
        Assert.Equal([ChannelFlag.SidesSwapped], Assert.Single(await ListAsync(ChannelFlag.SidesSwapped)).FlagKinds);
    }

    private static async Task<long> AnalysedAsync(Night night, Conversation conversation)
    {
        var (_, key) = await night.SaveAsync(conversation);
        await night.Work.CoverAsync(Form.Id);
        await night.Runner.RunAsync(Form, 0);
        return key;
    }

    private static async Task<RepairAnswer> RepairAsync(Night night, long key, string evaluator)
    {
        var desk = new RepairDesk(night.Database, night.Conversations, night.Analyses, night.Queue, Product.Rubrics, rubric => new(rubric, Product.Detectors));
        return await desk.RepairAsync((await night.Conversations.FindAsync(key))!, ConversationRepair.SwapSides, evaluator);
    }

    private static async Task<long> RepairedAsync(Night night, long key, string evaluator = "anna") =>
        Assert.IsType<RepairAnswer.Repaired>(await RepairAsync(night, key, evaluator)).Key;
}
