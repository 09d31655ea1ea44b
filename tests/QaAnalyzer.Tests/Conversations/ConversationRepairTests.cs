using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;

namespace QaAnalyzer.Tests.Conversations;

public class ConversationRepairTests
{
    private static readonly Conversation Spoken = Talk.Call("bot 0-1: 欢迎", "agent 1.234-2.5: 您好", "customer 3-4.1: 在吗", "system 5: 已挂断") with
    {
        Agent = new() { Id = "A1" },
        Customer = new() { Id = "C1" },
    };

    [Fact]
    public void Swapping_exchanges_words_and_leaves_who_is_who_and_the_machines_alone()
    {
        var swapped = ConversationRepair.SwapSides.Apply(Spoken);
        Assert.Equal([Speaker.Bot, Speaker.Customer, Speaker.Agent, Speaker.System], swapped.Utterances.Select(u => u.Speaker));
        Assert.Equal(("A1", "C1"), (swapped.Agent!.Id, swapped.Customer!.Id));
        Assert.Equal(Spoken.Utterances.Select(u => u.Text), swapped.Utterances.Select(u => u.Text));
    }

    [Fact]
    public void Milliseconds_become_seconds() =>
        Assert.Equal([0, 0.001234, 0.003, 0.005], ConversationRepair.TimesFromMilliseconds.Apply(Spoken).Utterances.Select(u => u.Start!.Value));

    [Theory]
    [InlineData(ConversationRepair.SwapSides)]
    [InlineData(ConversationRepair.TimesFromMilliseconds)]
    [InlineData(ConversationRepair.TimesToMilliseconds)]
    public void Every_repair_can_be_taken_back(ConversationRepair repair)
    {
        Assert.Equal(ConversationJson.Write(Spoken), ConversationJson.Write(repair.Inverse().Apply(repair.Apply(Spoken))));
        Assert.Equal(repair, ConversationRepairs.Find(repair.Id()));
    }

    [Fact]
    public void A_repair_nobody_knows_is_none() => Assert.Null(ConversationRepairs.Find("mirror"));
}
