using System.Globalization;
using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Sources;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Sources;

public class SqlSourceTests
{
    private const string Rows = """
        sources:
          - id: warehouse
            kind: sql
            connection: SECRET
            query: SELECT * FROM said
            conversation: ticket
            order: line
            checkpoint: {column: changed, overlapSeconds: 0}
            pageSize: 2
            rate: {requests: 1000, seconds: 1}
            retry: {times: 0}
            mapping:
              id: ticket
              channel: {value: chat}
              queue: desk
              utterance: {speaker: {path: who, values: {C: customer, A: agent}}, text: words, start: at}
        """;

    private const string Json = """
        sources:
          - id: archive
            kind: sql
            connection: SECRET
            query: SELECT number, id, body FROM archive
            conversation: id
            json: body
            checkpoint: {column: number}
            pageSize: 2
            rate: {requests: 1000, seconds: 1}
            retry: {times: 0}
        """;

    public static TheoryData<string> Kinds => Databases.Kinds;

    [PostgreSqlTheory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_of_utterances_come_whole_and_again_when_one_changes(string kind)
    {
        await using var warehouse = await Warehouse.OpenAsync();
        for (var i = 1; i <= 5; i++) await warehouse.SayAsync($"t{i}", minute: 0, "您好");
        await using var pulling = await Pulling.OpenAsync(kind, warehouse.ConnectionString);
        var run = pulling.Run(Rows);

        // Five conversations of one moment over pages of two: the id tells them apart.
        Assert.Equal(new ImportTally(5, 0, 0), (await Pulling.PullAsync(run)).Tally);
        var stored = (await pulling.Night.Conversations.FindAsync(await pulling.Night.KeyOfAsync("t3")))!.Conversation;
        Assert.Equal([(Speaker.Customer, "在吗", 0.0), (Speaker.Agent, "您好", 4.0)], stored.Utterances.Select(u => (u.Speaker, u.Text, u.Start!.Value)));
        Assert.Equal("售后", stored.Queue);

        Assert.Equal(default, (await Pulling.PullAsync(run)).Tally);
        await warehouse.RunAsync("INSERT INTO said VALUES ('t3', 3, 'A', '请稍等', '2026-03-05T01:12:09Z', '售后', '2026-03-05T01:20:00Z')");
        await warehouse.SayAsync("t6", minute: 9, "您好");
        Assert.Equal(new ImportTally(2, 0, 0), (await Pulling.PullAsync(run)).Tally);
        Assert.Equal(3, (await pulling.Night.Conversations.FindAsync(await pulling.Night.KeyOfAsync("t3")))!.Conversation.Utterances.Count);
        Assert.Equal(1, await pulling.Night.CountAsync("conversations WHERE NOT is_current"));
    }

    [PostgreSqlTheory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_that_were_committed_late_come_with_the_overlap(string kind)
    {
        await using var warehouse = await Warehouse.OpenAsync();
        await warehouse.SayAsync("t1", minute: 10, "您好");
        await using var pulling = await Pulling.OpenAsync(kind, warehouse.ConnectionString);
        await Pulling.PullAsync(pulling.Run(Rows));
        await warehouse.SayAsync("late", minute: 8, "您好");
        Assert.Equal(default, (await Pulling.PullAsync(pulling.Run(Rows))).Tally);
        var overlapped = pulling.Run(Rows.Replace("overlapSeconds: 0", "overlapSeconds: 300", StringComparison.Ordinal));
        Assert.Equal(new ImportTally(1, 1, 0), (await Pulling.PullAsync(overlapped)).Tally);
    }

    [PostgreSqlTheory]
    [MemberData(nameof(Kinds))]
    public async Task Whole_conversations_in_JSON_need_no_mapping(string kind)
    {
        await using var warehouse = await Warehouse.OpenAsync();
        await warehouse.RunAsync("CREATE TABLE archive (number BIGINT, id TEXT, body JSONB)");
        for (var i = 1; i <= 4; i++) await warehouse.FileAsync(i, $"c{i}", Night.Line($"c{i}"));
        await warehouse.FileAsync(5, "broken", "{\"id\":\"broken\"}");
        await warehouse.RunAsync("INSERT INTO archive VALUES (6, 'empty', NULL)");
        await using var pulling = await Pulling.OpenAsync(kind, warehouse.ConnectionString);
        var run = pulling.Run(Json);
        Assert.Equal(new ImportTally(4, 0, 2), (await Pulling.PullAsync(run)).Tally);
        await warehouse.FileAsync(7, "c1", Night.Line("c1", "请稍等"));
        Assert.Equal(new ImportTally(1, 0, 0), (await Pulling.PullAsync(run)).Tally);
        Assert.Equal("""["7","c1"]""", Assert.Single(await pulling.Store.StatusAsync()).Checkpoint);
    }

    [PostgreSqlTheory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_out_of_quarantine_are_read_again_by_the_mapping_of_today_with_all_that_each_says(string kind)
    {
        await using var warehouse = await Warehouse.OpenAsync();
        await warehouse.SayAsync("t1", minute: 0, "您好");
        await using var pulling = await Pulling.OpenAsync(kind, warehouse.ConnectionString);
        var file = Rows.Replace("channel: {value: chat}", "channel: desk", StringComparison.Ordinal);
        Assert.Equal(new ImportTally(0, 0, 1), (await Pulling.PullAsync(pulling.Run(file))).Tally);
        var record = Assert.Single(await pulling.Night.Runs.QuarantinedAsync(null, 9));

        var mended = Pulling.Read(file.Replace("channel: desk", "channel: {path: desk, values: {售后: chat}}", StringComparison.Ordinal));
        var rereader = new Rereader(pulling.Night.Importer, pulling.Night.Runs, new(pulling.Night.Database, pulling.Night.Clock), mended, TimeZoneInfo.Utc);
        Assert.True((await rereader.TryAsync(record.Key, [ReviewSamples.Rubric], new("ops", "by hand"))).Accepted);
        var stored = (await pulling.Night.Conversations.FindAsync(await pulling.Night.KeyOfAsync("t1")))!.Conversation;
        Assert.Equal((Channel.Chat, "售后", 2), (stored.Channel, stored.Queue, stored.Utterances.Count));
    }

    [PostgreSqlTheory]
    [MemberData(nameof(Kinds))]
    public async Task A_wrong_query_is_a_matter_of_settings_and_a_dead_server_of_the_network(string kind)
    {
        await using var warehouse = await Warehouse.OpenAsync();
        await using var pulling = await Pulling.OpenAsync(kind, warehouse.ConnectionString);
        var wrong = (await Pulling.PullAsync(pulling.Run(Rows.Replace("column: changed", "column: altered", StringComparison.Ordinal)))).Failure!;
        Assert.Equal(SourceException.Settings, wrong.Class);
        Assert.Contains("42703", wrong.Message, StringComparison.Ordinal);
        pulling.Keep("Host=127.0.0.1;Port=1;Username=qa;Password=geheim;Timeout=2");
        var dead = (await Pulling.PullAsync(pulling.Run(Rows))).Failure!;
        Assert.Equal((SourceException.Network, $"source warehouse: its database does not answer; check what {pulling.Variable} holds"), (dead.Class, dead.Message));
        pulling.Keep("no connection string");
        var none = (await Pulling.PullAsync(pulling.Run(Rows))).Failure!;
        Assert.Equal(SourceException.Settings, none.Class);
        Assert.DoesNotContain("no connection string;", none.Message.Replace("is no connection string;", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>A database of others with what was said.</summary>
    private sealed class Warehouse(TestDatabase database) : IAsyncDisposable
    {
        public string ConnectionString => database.ConnectionString;

        public static async Task<Warehouse> OpenAsync()
        {
            var warehouse = new Warehouse(await Databases.CreateEmptyAsync("postgresql"));
            await warehouse.RunAsync("CREATE TABLE said (ticket TEXT, line INTEGER, who TEXT, words TEXT, at TIMESTAMPTZ, desk TEXT, changed TIMESTAMPTZ)");
            return warehouse;
        }

        public Task SayAsync(string ticket, int minute, string reply) => RunAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO said VALUES
                ('{ticket}', 2, 'A', '{reply}', '2026-03-05T01:12:04Z', '售后', '2026-03-05T01:{minute:00}:00.123456Z'),
                ('{ticket}', 1, 'C', '在吗', '2026-03-05T01:12:00Z', '售后', '2026-03-05T01:{minute:00}:00Z')
            """));

        public Task FileAsync(int number, string id, string body) => RunAsync($"INSERT INTO archive VALUES ({number}, '{id}', '{body}')");

        public async Task RunAsync(string sql)
        {
            await using var connection = await database.Database.OpenAsync();
            await connection.ExecuteAsync(sql);
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
