using System.Text.RegularExpressions;
using QaAnalyzer.Data;

namespace QaAnalyzer.Sources;

/// <summary>The site file <c>sources.yaml</c>: what is pulled, from where and when. Every complaint names its line.</summary>
/// <param name="readSchedule">A cron expression as its times; null when it is none.</param>
/// <param name="zone">Zone of times that carry none.</param>
public sealed partial class SourceFile(Func<string, NextTime?> readSchedule, TimeZoneInfo zone)
{
    /// <exception cref="DataFileException">Something cannot be used; all of it is listed.</exception>
    public IReadOnlyList<SourceSettings> Load(string path) => Read(YamlFile.Load(path));

    /// <exception cref="DataFileException">Something cannot be used; all of it is listed.</exception>
    public IReadOnlyList<SourceSettings> Parse(string name, string text) => Read(YamlFile.Parse(name, text));

    private List<SourceSettings> Read(YamlFile file)
    {
        file.Root.AllowOnly("sources");
        if (!file.Root["sources"].Exists) file.Root.Complain("expected the key sources", "Write `sources:` and below it one `- id: …` for each");
        var sources = new List<SourceSettings>();
        foreach (var entry in file.Root["sources"].Items())
        {
            if (ReadSource(entry) is not { } source) continue;
            if (sources.Exists(s => s.Id == source.Id)) entry["id"].Complain($"a second source \"{source.Id}\"", "Give each its own id");
            sources.Add(source);
        }

        file.ThrowIfProblems();
        return sources;
    }

    private SourceSettings? ReadSource(YamlValue entry)
    {
        var id = entry["id"].Text("an id such as helpdesk");
        if (id.Length > 0 && !Name().IsMatch(id)) entry["id"].Complain($"\"{id}\" is no id", "Use small letters, digits and hyphens");
        var kind = entry["kind"].Text("a kind: inbox, http or sql");
        SourceSettings? source = kind switch
        {
            "inbox" => SourceKinds.Inbox(entry, id),
            "http" => SourceKinds.Http(entry, id),
            "sql" => SourceKinds.Sql(entry, id),
            _ => null,
        };
        if (source is null)
        {
            if (kind.Length > 0)
                entry["kind"].Complain($"unknown kind \"{kind}\"", "Use inbox, http or sql; programs that push need no entry but a key (qa api-key create)");
            return null;
        }

        return source with
        {
            Schedule = Schedule(entry["schedule"]),
            Rate = SourceParts.Rate(entry["rate"]) ?? source.Rate,
            Retry = SourceParts.Retry(entry["retry"]),
            PageSize = SourceParts.Count(entry["pageSize"], 100, 10_000),
            Options = SourceParts.Options(entry, zone),
        };
    }

    private NextTime? Schedule(YamlValue value)
    {
        if (!value.Exists) return null;
        var text = value.Text("a cron expression with seconds");
        if (text.Length == 0) return null;
        if (readSchedule(text) is { } schedule) return schedule;
        value.Complain($"\"{text}\" is no cron expression with seconds", "An example is \"0 */15 * * * ?\", every quarter of an hour");
        return null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
