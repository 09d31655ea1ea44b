using QaAnalyzer.Sources;
using QaAnalyzer.Sources.Mapping;

namespace QaAnalyzer.Tests.Sources;

public class SourceFileTests
{
    [Fact]
    public void Every_kind_is_read_with_all_it_says()
    {
        var sources = Pulling.Read("""
            sources:
              - {id: drop, kind: inbox, folder: in, format: csv, zone: Asia/Shanghai, speakers: {小林: agent}}
              - id: desk
                kind: http
                schedule: "0 */15 * * * ?"
                url: https://desk.example/api
                token: DESK_TOKEN
                rate: {requests: 60, seconds: 60}
                since: {parameter: from, path: changed, format: epoch-seconds, first: 2026-01-01T00:00:00Z, overlapSeconds: 90}
                paging: {kind: page, parameter: p, firstPage: 0, sizeParameter: n}
                items: .
              - id: base
                kind: sql
                connection: BASE_CONNECTION
                query: SELECT * FROM v
                conversation: id
                json: body
                checkpoint: {column: changed, first: "2026-01-01", overlapSeconds: 60}
            """);
        var inbox = Assert.IsType<InboxSource>(sources[0]);
        Assert.Equal(("in", "csv", "Asia/Shanghai", 1), (inbox.Folder, inbox.Format, inbox.Options.Zone.Id, inbox.Options.Speakers.Count));
        var http = Assert.IsType<HttpSource>(sources[1]);
        Assert.Equal(("DESK_TOKEN", TimeSpan.FromSeconds(1), PagingKind.Page, 0), (http.Token, http.Rate!.Gap, http.Paging.Kind, http.Paging.FirstPage));
        Assert.Equal((TimeFormat.EpochSeconds, TimeSpan.FromSeconds(90)), (http.Since!.Format, http.Since.Overlap));
        Assert.Null(http.Mapping);
        var sql = Assert.IsType<SqlSource>(sources[2]);
        Assert.Equal(("changed", "2026-01-01", "body", TimeSpan.FromMinutes(1)), (sql.CheckpointColumn, sql.First, sql.JsonColumn, sql.Overlap));
        Assert.Equal(["BASE_CONNECTION"], sql.Secrets);
    }

    [Fact]
    public void Every_problem_is_told_with_its_line_and_what_to_do()
    {
        var problems = Pulling.Problems("""
            sources:
              - id: Desk!
                kind: http
                schedule: daily
                url: desk.example
                token: s3cr3t-value
                items: data
                paging: {kind: pages}
                mapping:
                  id: id
                  channel: {value: fax}
                  utterances: messages
                  utterance: {speaker: who, text: body, start: {path: at, format: epoch}}
              - {id: x, kind: ftp}
              - {id: s, kind: sql, connection: BASE, query: SELECT 1;, conversation: id, checkpoint: {column: c}}
              - {id: s, kind: inbox, folder: in, pageSise: 3}
            """);
        Assert.Equal(
            [
                "sources.yaml line 2: \"Desk!\" is no id. Use small letters, digits and hyphens.",
                "sources.yaml line 5: expected an address that begins with https:// or http://. Write it whole.",
                "sources.yaml line 6: expected the name of an environment variable, got something else. Write a name of capital letters, digits and underscores, such as HELPDESK_TOKEN, and put the secret into that variable.",
                "sources.yaml line 8: unknown kind of paging \"pages\". Use cursor, link or page; leave paging out where one answer holds all.",
                "sources.yaml line 13: unknown time format \"epoch\". Use one of iso, epoch-seconds, epoch-milliseconds, seconds, milliseconds.",
                "sources.yaml line 11: unknown word \"fax\". Use chat, call, email.",
                "sources.yaml line 4: \"daily\" is no cron expression with seconds. An example is \"0 */15 * * * ?\", every quarter of an hour.",
                "sources.yaml line 14: unknown kind \"ftp\". Use inbox, http or sql; programs that push need no entry but a key (qa api-key create).",
                "sources.yaml line 15: expected either order or json. Name the column that orders the rows of a conversation, or the column with the JSON of a whole one.",
                "sources.yaml line 15: expected a mapping. Say which columns are what.",
                "sources.yaml line 15: expected one SELECT without a semicolon. Leave it out.",
                "sources.yaml line 16: unknown key \"pageSise\". Known here: id, kind, schedule, rate, channel, zone, speakers, folder, format, encoding.",
                "sources.yaml line 16: a second source \"s\". Give each its own id.",
            ],
            problems);
        Assert.DoesNotContain(problems, p => p.Contains("s3cr3t", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sources.yaml line 1: expected the key sources", "other: 1")]
    [InlineData("sources.yaml line 1: the file is empty", "")]
    [InlineData("sources.yaml line 2: expected a folder", "sources:\n  - {id: a, kind: inbox}")]
    [InlineData("sources.yaml line 2: unknown key \"retry\"", "sources:\n  - {id: a, kind: inbox, folder: in, retry: {times: 2}}")]
    [InlineData("sources.yaml line 2: unknown key \"pageSize\"", "sources:\n  - {id: a, kind: inbox, folder: in, pageSize: 2}")]
    [InlineData("sources.yaml line 5: expected between a thousand requests a second and one a day", "sources:\n  - id: a\n    kind: inbox\n    folder: in\n    rate: {requests: 5000, seconds: 1}")]
    public void A_file_that_says_too_little_is_refused(string expected, string yaml) => Assert.Contains(Pulling.Problems(yaml), p => p.StartsWith(expected, StringComparison.Ordinal));
}
