using QaAnalyzer.Data;
using QaAnalyzer.Sources;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Sources;

/// <summary>Sources put together over a fresh database; secrets stand in environment variables of their own.</summary>
internal sealed class Pulling : IAsyncDisposable
{
    private readonly string _variable = $"QA_TEST_{Guid.NewGuid():N}".ToUpperInvariant();
    private readonly List<PullRun> _runs = [];

    private Pulling(Night night) => Night = night;

    public Night Night { get; }

    public SourceStore Store => new(Night.Database, TimeProvider.System);

    /// <summary>Name of the variable that holds the secret.</summary>
    public string Variable => _variable;

    public static async Task<Pulling> OpenAsync(string kind, string secret)
    {
        var pulling = new Pulling(await Night.OpenAsync(kind));
        pulling.Keep(secret);
        return pulling;
    }

    public void Keep(string secret) => Environment.SetEnvironmentVariable(_variable, secret);

    /// <summary>The sources of a site file in which <c>SECRET</c> stands for the variable; schedules are due an hour after each success.</summary>
    public static IReadOnlyList<SourceSettings> Read(string yaml) =>
        new SourceFile(_ => after => after.AddHours(1), TimeZoneInfo.Utc).Parse("sources.yaml", yaml);

    public PullRun Run(string yaml) => Run(Read(yaml.Replace("SECRET", _variable, StringComparison.Ordinal)));

    public PullRun Run(IReadOnlyList<SourceSettings> sources)
    {
        var saver = new RecordSaver(Night.Database, Night.Conversations, new(Night.Database, Night.Clock), Night.Runs);
        var run = new PullRun(sources, Store, saver, Night.Importer, Night.Runs, TimeProvider.System);
        _runs.Add(run);
        return run;
    }

    public static Task<PullResult> PullAsync(PullRun run) => run.RunAsync(run.Sources[0], [ReviewSamples.Rubric]);

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(_variable, null);
        foreach (var run in _runs) run.Dispose();
        await Night.DisposeAsync();
    }

    /// <summary>A site file that pulls a helpdesk.</summary>
    public static string Helpdesk(
        Helpdesk helpdesk,
        string paging = "{kind: cursor, parameter: cursor, next: meta.next, sizeParameter: limit}",
        string retry = "{firstSeconds: 0.01}",
        int pageSize = 2) => $$$"""
        sources:
          - id: helpdesk
            kind: http
            schedule: "0 */15 * * * ?"
            url: {{{helpdesk.Address}}}
            token: SECRET
            rate: {requests: 1000, seconds: 1}
            retry: {{{retry}}}
            pageSize: {{{pageSize}}}
            since: {parameter: since, path: updated_at, overlapSeconds: 0}
            paging: {{{paging}}}
            items: data
            speakers: {staff: agent}
            mapping:
              id: id
              channel: {path: type, values: {im: chat, voice: call}}
              agent: {id: agent.id, name: agent.name}
              utterances: messages
              utterance:
                speaker: {path: author, values: {visitor: customer}}
                text: body
                start: {path: at, format: epoch-milliseconds}
        """;

    /// <summary>Every problem of a site file.</summary>
    public static IReadOnlyList<string> Problems(string yaml)
    {
        var file = new SourceFile(text => text.StartsWith('0') ? after => after : null, TimeZoneInfo.Utc);
        return [.. Assert.Throws<DataFileException>(() => file.Parse("sources.yaml", yaml)).Problems.Select(p => p.ToString())];
    }
}
