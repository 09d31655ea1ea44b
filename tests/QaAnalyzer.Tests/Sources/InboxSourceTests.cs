using QaAnalyzer.Sources;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Sources;

public class InboxSourceTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Files_are_taken_no_faster_than_the_rate_of_the_inbox(string kind)
    {
        await using var pulling = await Pulling.OpenAsync(kind, "none");
        for (var i = 1; i <= 3; i++) pulling.Night.Drop($"{i}.jsonl", Night.Line($"c{i}"));
        var began = TimeProvider.System.GetTimestamp();
        var result = await Pulling.PullAsync(pulling.Run($$$"""
            sources:
              - {id: recorder, kind: inbox, folder: {{{pulling.Night.Inbox}}}, rate: {requests: 1, seconds: 0.3}}
            """));
        Assert.Equal((PullOutcome.Done, new ImportTally(3, 0, 0)), (result.Outcome, result.Tally));
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.59), "three files came within less than two waits");
        Assert.Equal(3, Directory.GetFiles(pulling.Night.Done).Length);
    }
}
