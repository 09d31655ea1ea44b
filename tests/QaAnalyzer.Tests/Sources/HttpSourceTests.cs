using Dapper;
using QaAnalyzer.Conversations;
using QaAnalyzer.Sources;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Sources;

public class HttpSourceTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_pull_takes_all_pages_and_the_next_one_what_changed(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 5);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var run = pulling.Run(Pulling.Helpdesk(helpdesk));
        var first = await Pulling.PullAsync(run);
        Assert.Equal((PullOutcome.Done, new ImportTally(5, 0, 0)), (first.Outcome, first.Tally));
        Assert.Equal(["?limit=2", "?limit=2&cursor=2", "?limit=2&cursor=4"], helpdesk.Asked.Select(a => a.Query));

        // The newest comes again: whether the API counts it in cannot be known.
        helpdesk.Write("t2", minute: 7, reply: "请稍等");
        var second = await Pulling.PullAsync(run);
        Assert.Equal(new ImportTally(1, 1, 0), second.Tally);
        Assert.Equal("?since=2026-03-05T01%3A17%3A00Z&limit=2", helpdesk.Asked[^1].Query);
        Assert.Equal(2, await pulling.Night.CountAsync("conversations WHERE id = 't2' AND source = 'helpdesk'"));
        Assert.Equal(5, await pulling.Night.CountAsync("work"));
    }

    [Fact]
    public async Task The_mapping_finds_sides_times_and_people()
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 1);
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);
        await Pulling.PullAsync(pulling.Run(Pulling.Helpdesk(helpdesk)));
        var stored = (await pulling.Night.Conversations.FindAsync(await pulling.Night.KeyOfAsync("t1")))!.Conversation;
        Assert.Equal((Channel.Chat, Helpdesk.Start, "12", "小林"), (stored.Channel, stored.StartedAt, stored.Agent!.Id, stored.Agent.Name));
        Assert.Equal([(Speaker.Customer, "在吗", 0.0), (Speaker.Agent, "您好，请问有什么可以帮您", 4.0)], stored.Utterances.Select(u => (u.Speaker, u.Text, u.Start!.Value)));
    }

    [Fact]
    public async Task A_record_that_does_not_fit_the_mapping_is_quarantined_and_the_others_come()
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 2);
        helpdesk.Write("fax-1", minute: 3, type: "fax");
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);
        Assert.Equal(new ImportTally(2, 0, 1), (await Pulling.PullAsync(pulling.Run(Pulling.Helpdesk(helpdesk)))).Tally);
        var refused = Assert.Single(await pulling.Night.Runs.QuarantinedAsync(null, 10));
        Assert.Equal(("helpdesk page 2", 1, "type: expected chat, call or email, got \"fax\"; list the source's words under channel values"), (refused.File, refused.Line, refused.Reason));
        Assert.Contains("fax-1", refused.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Errors_of_the_server_and_cut_connections_are_repeated(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 5);
        helpdesk.Trouble = (request, http) => request switch
        {
            1 or 2 => Helpdesk.RefuseAsync(http, 500),
            4 => Helpdesk.CutAsync(http),
            5 => Helpdesk.RefuseAsync(http, 429, retryAfter: 1),
            _ => Task.FromResult(false),
        };
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var result = await Pulling.PullAsync(pulling.Run(Pulling.Helpdesk(helpdesk)));
        Assert.Equal((PullOutcome.Done, new ImportTally(5, 0, 0)), (result.Outcome, result.Tally));
        Assert.Equal(["?limit=2", "?limit=2", "?limit=2", "?limit=2&cursor=2", "?limit=2&cursor=2", "?limit=2&cursor=2", "?limit=2&cursor=4"], helpdesk.Asked.Select(a => a.Query));
        Assert.True(TimeProvider.System.GetElapsedTime(helpdesk.Asked[4].At, helpdesk.Asked[5].At) >= TimeSpan.FromSeconds(0.99), "asked again before it was told to");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_changed_token_is_told_once_and_a_new_one_goes_on_where_it_was(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 5);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        helpdesk.Trouble = (request, _) =>
        {
            if (request == 2) helpdesk.Token = "token-2";
            return Task.FromResult(false);
        };
        var run = pulling.Run(Pulling.Helpdesk(helpdesk));
        var failed = await Pulling.PullAsync(run);
        Assert.Equal((PullOutcome.Failed, SourceException.Access, new ImportTally(2, 0, 0)), (failed.Outcome, failed.Failure!.Class, failed.Tally));
        Assert.Equal(2, helpdesk.Asked.Count);
        Assert.Equal($"source helpdesk: 127.0.0.1: the token was refused (HTTP 401); renew what {pulling.Variable} holds", failed.Failure.Message);
        var status = Assert.Single(await pulling.Store.StatusAsync());
        Assert.Equal((1, "access", null, null), (status.Failures, status.ErrorClass, status.LastSuccessAt, status.Holder));
        Assert.InRange(status.NextTryAt!.Value - status.FailedAt!.Value, TimeSpan.FromSeconds(44), TimeSpan.FromSeconds(76));
        Assert.Empty(await run.DueAsync());

        pulling.Keep("token-2");
        Assert.Equal(new ImportTally(3, 0, 0), (await Pulling.PullAsync(run)).Tally);
        Assert.Equal("?limit=2&cursor=2", helpdesk.Asked[2].Query);
        status = Assert.Single(await pulling.Store.StatusAsync());
        Assert.Equal((0, null), (status.Failures, status.Error));
        Assert.NotNull(status.LastSuccessAt);
        Assert.Equal(1, await pulling.Night.CountAsync("source_failures"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_pulled_between_the_nights_belongs_to_the_run_that_sees_it_through(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 3);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var night = pulling.Night;
        var intake = new NightlyRun(night.Database, night.Importer, night.Runner, night.Work, night.Runs, night.Clock, pulling.Run(Pulling.Helpdesk(helpdesk)));
        var plan = new NightlyPlan { Rubrics = [ReviewSamples.Rubric], Kind = "intake", PullsAllSources = false };
        Assert.True(await intake.HasWorkAsync(plan));
        var run = await intake.RunAsync(plan);
        Assert.Equal(("finished", 3, 3, 3, null), (run.State, run.Pulled, run.Accepted, run.Complete, run.Mismatch));

        // The source is due again in an hour, at night it is asked in any case.
        Assert.False(await intake.HasWorkAsync(plan));
        var asked = helpdesk.Asked.Count;
        Assert.Equal(0, (await intake.RunAsync(plan)).Pulled);
        Assert.Equal(asked, helpdesk.Asked.Count);
        await intake.RunAsync(plan with { PullsAllSources = true });
        Assert.True(helpdesk.Asked.Count > asked, "the night did not ask the source");
    }

    [Fact]
    public async Task A_source_that_asks_for_long_patience_gets_it()
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 1);
        helpdesk.Trouble = (_, http) => Helpdesk.RefuseAsync(http, 429, retryAfter: 7200);
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);
        var result = await Pulling.PullAsync(pulling.Run(Pulling.Helpdesk(helpdesk)));
        Assert.Equal(SourceException.Throttled, result.Failure!.Class);
        Assert.Single(helpdesk.Asked);
        var status = Assert.Single(await pulling.Store.StatusAsync());
        Assert.InRange(status.NextTryAt!.Value - status.FailedAt!.Value, TimeSpan.FromSeconds(7199), TimeSpan.FromSeconds(7201));
    }

    [Fact]
    public async Task Numbered_pages_end_with_the_first_empty_one()
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 4);
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);
        var result = await Pulling.PullAsync(pulling.Run(Pulling.Helpdesk(helpdesk, paging: "{kind: page, parameter: page, sizeParameter: limit}")));
        Assert.Equal(new ImportTally(4, 0, 0), result.Tally);
        Assert.Equal("?limit=2&page=3", helpdesk.Asked[^1].Query);
    }

    [Fact]
    public async Task An_API_that_does_not_know_the_page_parameter_is_found_out()
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 4);
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);
        var result = await Pulling.PullAsync(pulling.Run(Pulling.Helpdesk(helpdesk, paging: "{kind: page, parameter: seite, sizeParameter: limit}")));
        Assert.Equal((SourceException.Answer, "source helpdesk: page 2 is the page before it again: does the API know the parameter \"seite\"?"), (result.Failure!.Class, result.Failure.Message));
    }

    [Fact]
    public async Task The_token_follows_no_link_to_elsewhere()
    {
        await using var helpdesk = await Helpdesk.StartAsync();
        await using var elsewhere = await Helpdesk.StartAsync(tickets: 1);
        helpdesk.Trouble = async (_, http) =>
        {
            await http.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes($$$"""{"data":[],"meta":{"next":"{{{elsewhere.Address}}}"}}"""));
            return true;
        };
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);
        var result = await Pulling.PullAsync(pulling.Run(Pulling.Helpdesk(helpdesk, paging: "{kind: link, next: meta.next}")));
        Assert.Equal(SourceException.Answer, result.Failure!.Class);
        Assert.Empty(elsewhere.Asked);
    }

    [Fact]
    public async Task A_walk_whose_cursor_has_died_begins_anew()
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 5);
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);
        var run = pulling.Run(Pulling.Helpdesk(helpdesk, retry: "{times: 0}"));
        helpdesk.Trouble = (request, http) => request switch
        {
            2 => Helpdesk.RefuseAsync(http, 503),
            3 => Helpdesk.RefuseAsync(http, 410),
            _ => Task.FromResult(false),
        };
        Assert.Equal((SourceException.Server, 2), ((await Pulling.PullAsync(run)) is { Failure: { } f, Tally: var t } ? (f.Class, t.Accepted) : default));
        Assert.Equal(new ImportTally(3, 2, 0), (await Pulling.PullAsync(run)).Tally);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Only_one_pull_of_a_source_is_at_work(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 5);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        helpdesk.Trouble = async (_, _) =>
        {
            asked.TrySetResult();
            await answer.Task;
            return false;
        };
        var yaml = Pulling.Helpdesk(helpdesk);
        var first = Pulling.PullAsync(pulling.Run(yaml));
        await asked.Task;
        Assert.NotNull(Assert.Single(await pulling.Store.StatusAsync()).Holder);
        Assert.Equal(PullOutcome.Busy, (await Pulling.PullAsync(pulling.Run(yaml))).Outcome);
        answer.SetResult();
        Assert.Equal(new ImportTally(5, 0, 0), (await first).Tally);
        Assert.Equal(3, helpdesk.Asked.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_puller_that_lost_its_lease_keeps_nothing_of_its_page(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 5);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        helpdesk.Trouble = async (request, _) =>
        {
            if (request == 2) await pulling.Night.ExecuteAsync("UPDATE source_states SET holder = 'another'");
            return false;
        };
        var result = await Pulling.PullAsync(pulling.Run(Pulling.Helpdesk(helpdesk)));
        Assert.Equal((SourceException.Lease, 2), (result.Failure!.Class, result.Tally.Accepted));
        Assert.Equal(2, await pulling.Night.CountAsync("conversations"));
        await using var connection = await pulling.Night.Database.OpenAsync();
        Assert.Equal("another", await connection.ExecuteScalarAsync<string>("SELECT holder FROM source_states"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_night_pulls_all_sources_first_and_goes_on_when_one_fails(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 3);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var night = pulling.Night;
        var broken = Pulling.Read(Pulling.Helpdesk(helpdesk).Replace("id: helpdesk", "id: broken", StringComparison.Ordinal).Replace("SECRET", "QA_TEST_NOT_SET", StringComparison.Ordinal));
        var pull = pulling.Run([.. Pulling.Read(Pulling.Helpdesk(helpdesk).Replace("SECRET", pulling.Variable, StringComparison.Ordinal)), .. broken]);
        var nightly = new NightlyRun(night.Database, night.Importer, night.Runner, night.Work, night.Runs, night.Clock, pull);
        night.Drop("a.jsonl", Night.Lines(2));
        var run = await nightly.RunAsync(night.Plan);
        Assert.Equal(("finished", 5, 5, 5), (run.State, run.Pulled, run.Accepted, run.Complete));
        Assert.Equal([("broken", "settings"), ("helpdesk", null)], (await pulling.Store.StatusAsync()).Select(s => (s.Source, s.ErrorClass)));
    }

    [Fact]
    public async Task Requests_keep_the_rate_of_the_source()
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 8);
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);
        var pull = pulling.Run(Pulling.Helpdesk(helpdesk).Replace("rate: {requests: 1000, seconds: 1}", "rate: {requests: 10, seconds: 1}", StringComparison.Ordinal));
        var began = TimeProvider.System.GetTimestamp();
        await Pulling.PullAsync(pull);
        Assert.Equal(4, helpdesk.Asked.Count);

        // From before the first is sent: it may be long on its way, and a busy machine only makes the time longer.
        Assert.True(TimeProvider.System.GetElapsedTime(began, helpdesk.Asked[3].At) > TimeSpan.FromSeconds(0.25), "four requests came faster than ten a second");
    }
}
