using QaAnalyzer.Conversations;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests;

public class RereaderTests
{
    private const string Columns = "conversation_id,speaker,text,start";

    private static readonly Person Ops = new("ops", "by hand");

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_of_a_table_are_read_again_under_its_columns_once_their_speakers_are_known(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("day.csv", Columns, "c1,customer,在吗,0", "c1,小林,\"您好，请问\n有什么可以帮您\",4", "c2,customer,在吗,0"));
        var record = Assert.Single(await night.Runs.QuarantinedAsync(null, 9));
        Assert.Equal((Columns, "c1,customer,在吗,0"), (record.Head, record.Raw.Split('\n')[0]));

        var refused = await TryAsync(night, record.Key, new());
        Assert.Equal((false, record.Reason), (refused.Accepted, refused.Said.En));
        var taken = await TryAsync(night, record.Key, new() { Speakers = new Dictionary<string, Speaker>(StringComparer.Ordinal) { ["小林"] = Speaker.Agent } });
        Assert.Equal((true, "accepted; its analysis follows"), (taken.Accepted, taken.Said.En));
        Assert.Equal(1, await night.CountAsync("conversations WHERE id = 'c1' AND utterance_count = 2"));
        Assert.Empty(await night.Runs.QuarantinedAsync(null, 9));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_score_that_named_no_line_of_a_form_is_read_again_when_a_form_has_it(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Line("c1")));
        var criterion = ReviewSamples.Rubric.Criteria.First().Id;
        var scores = night.Drop("scores.csv", "conversation,criterion,evaluator,score", $"c1,{criterion},li,4");
        await night.Importer.ImportAsync([scores], "test", new(), [], []);
        var record = Assert.Single(await night.Runs.QuarantinedAsync(null, 9));
        Assert.True((await TryAsync(night, record.Key, new())).Accepted);
        Assert.Equal(1, await night.CountAsync("reviews WHERE origin = 'import'"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_rest_of_a_conversation_is_never_taken_for_the_whole(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("day.csv", Columns, "c1,customer,在吗,0", "c2,customer,在吗,0", "c1,agent,您好,4"));
        var record = Assert.Single(await night.Runs.QuarantinedAsync(null, 9));
        Assert.Null(record.Head);
        Assert.False((await TryAsync(night, record.Key, new())).Accepted);
        Assert.Equal(1, await night.CountAsync("conversations WHERE id = 'c1'"));
    }

    private static Task<RereadOutcome> TryAsync(Night night, long record, TranscriptOptions options) =>
        new Rereader(night.Importer, night.Runs, new(night.Database, night.Clock)).TryAsync(record, [ReviewSamples.Rubric], _ => options, Ops);
}
