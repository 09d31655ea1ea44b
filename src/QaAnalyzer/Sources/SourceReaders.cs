using System.Collections.Concurrent;
using Npgsql;
using QaAnalyzer.Sources.Readers;

namespace QaAnalyzer.Sources;

/// <summary>Opens sources with the secrets of the environment. Paces last as long as the process, so that two pulls in a row keep the rate.</summary>
internal sealed class SourceReaders(TimeProvider clock) : IDisposable
{
    private readonly HttpClient _client = HttpAnswers.NewClient();
    private readonly ConcurrentDictionary<string, SourcePace> _paces = new(StringComparer.Ordinal);

    /// <exception cref="SourceException">A secret is missing or of no use.</exception>
    public ISourceReader Open(SourceSettings source)
    {
        var pace = _paces.GetOrAdd(source.Id, _ => new(source, clock));
        return source switch
        {
            HttpSource http => new HttpPages(http, new(http, _client, pace, http.Token is null ? null : Secret(source, http.Token), clock), clock),
            SqlSource sql => new SqlPages(sql, Secret(source, sql.Connection), pace),
            _ => throw new InvalidOperationException($"no pages in a source of the kind {source.Kind}"),
        };
    }

    public void Dispose()
    {
        _client.Dispose();
        foreach (var pace in _paces.Values) pace.Dispose();
    }

    private static string Secret(SourceSettings source, string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } secret
        ? secret
        : throw source.Failure(SourceException.Settings, $"the environment variable {variable} is not set for this process; it holds the secret of the source");
}
