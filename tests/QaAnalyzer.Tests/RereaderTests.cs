using QaAnalyzer.Conversations;
using QaAnalyzer.Jobs;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Sources;
using QaAnalyzer.Tests.Storage;

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

        var refused = await TryAsync(night, record.Key);
        Assert.Equal((false, record.Reason), (refused.Accepted, refused.Said.En));
        var taken = await TryAsync(night, record.Key, Pulling.Read("sources:\n  - {id: test, kind: inbox, folder: in, speakers: {小林: agent}}"));
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
        Assert.True((await TryAsync(night, record.Key)).Accepted);
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
        Assert.False((await TryAsync(night, record.Key)).Accepted);
        Assert.Equal(1, await night.CountAsync("conversations WHERE id = 'c1'"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_item_of_an_API_is_read_again_by_the_mapping_of_today(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 1);
        helpdesk.Write("fax-1", minute: 3, type: "fax");
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var file = Pulling.Helpdesk(helpdesk);
        await Pulling.PullAsync(pulling.Run(file));
        var record = Assert.Single(await pulling.Night.Runs.QuarantinedAsync(null, 9));

        var refused = await TryAsync(pulling.Night, record.Key, Pulling.Read(file));
        Assert.Equal((false, record.Reason), (refused.Accepted, refused.Said.En));
        Assert.Equal(record, Assert.Single(await pulling.Night.Runs.QuarantinedAsync(null, 9)));

        var mended = Pulling.Read(file.Replace("im: chat,", "im: chat, fax: email,", StringComparison.Ordinal));
        Assert.Equal((true, "accepted; its analysis follows"), await TryAsync(pulling.Night, record.Key, mended) is var (accepted, said) ? (accepted, said.En) : default);
        var stored = (await pulling.Night.Conversations.FindAsync(await pulling.Night.KeyOfAsync("fax-1")))!.Conversation;
        Assert.Equal((Channel.Email, "小林", 2), (stored.Channel, stored.Agent!.Name, stored.Utterances.Count));
        Assert.Equal(1, await pulling.Night.CountAsync("conversations WHERE id = 'fax-1' AND source = 'helpdesk'"));
        Assert.Empty(await pulling.Night.Runs.QuarantinedAsync(null, 9));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_item_that_an_API_broke_off_stays_with_its_reason(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var key = await QuarantineAsync(night, "helpdesk", "{\"id\":\"t1\",");
        await using var helpdesk = await Helpdesk.StartAsync();
        var outcome = await TryAsync(night, key, Pulling.Read(Pulling.Helpdesk(helpdesk)));
        Assert.False(outcome.Accepted);
        Assert.StartsWith("expected one complete JSON object", outcome.Said.En, StringComparison.Ordinal);
        Assert.Single(await night.Runs.QuarantinedAsync(null, 9));
    }

    private static Task<RereadOutcome> TryAsync(Night night, long record, IReadOnlyList<SourceSettings>? sources = null) =>
        new Rereader(night.Importer, night.Runs, new(night.Database, night.Clock), sources ?? [], TimeZoneInfo.Utc).TryAsync(record, [ReviewSamples.Rubric], Ops);

    private static async Task<long> QuarantineAsync(Night night, string source, string raw)
    {
        await using var connection = await night.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var key = await night.Runs.QuarantineAsync(connection, transaction, new() { Source = source, File = source + " page 1", Line = 1, Reason = "broken", Raw = raw });
        await transaction.CommitAsync();
        return key;
    }
}
