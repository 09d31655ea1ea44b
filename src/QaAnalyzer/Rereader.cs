using QaAnalyzer.Jobs;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer;

/// <summary>
/// Reads a record out of quarantine again, as it was kept, with the readers and the field mappings of today. What they accept is imported and
/// the record is settled; what they refuse stays as it is.
/// </summary>
/// <param name="importer">Imports what is accepted.</param>
/// <param name="runs">Has the records.</param>
/// <param name="control">Keeps who asked, and why.</param>
/// <param name="sources">Of the site file: how their records are read.</param>
/// <param name="zone">Of dates that carry none, in records of other sources.</param>
public sealed class Rereader(Importer importer, RunStore runs, RunControl control, IReadOnlyList<SourceSettings> sources, TimeZoneInfo zone)
{
    /// <summary>Tries it and says what came of it.</summary>
    /// <param name="key">Of the record.</param>
    /// <param name="rubrics">Rubrics in use: what is accepted is to be analysed under them.</param>
    /// <param name="person">Who asks, and why.</param>
    /// <param name="cancel">Before it is imported.</param>
    public async Task<RereadOutcome> TryAsync(long key, IReadOnlyList<Rubric> rubrics, Person person, CancellationToken cancel = default)
    {
        if (await runs.QuarantineOfAsync(key, cancel) is not { } record)
            return new(false, new($"没有第 {key} 条隔离记录，或已解决", $"record {key} is not in quarantine any more"));
        if (record.Raw.Length >= Rejected.RawLimit)
            return new(false, new("记录过长，只保存了开头：请重新导入文件", "only the beginning of this record was kept: import its file again"));
        var outcome = await TryAsync(record, rubrics, cancel);
        var details = $"quarantine={key} {(outcome.Accepted ? "accepted" : "refused")}";
        await control.AddAsync(new() { Action = RunAction.Reread, Reason = person.Reason, ByWhom = person.Name, Details = details }, cancel);
        return outcome;
    }

    private async Task<RereadOutcome> TryAsync(QuarantineRow record, IReadOnlyList<Rubric> rubrics, CancellationToken cancel)
    {
        var records = await ReadAsync(record, cancel);
        if (records.OfType<Rejected>().FirstOrDefault() is { } refused) return new(false, new(refused.Reason, refused.Reason));
        var import = await importer.ImportAsync(records, record.Source, [.. rubrics.Select(r => r.Id)], rubrics, cancel: cancel);
        if (import.Quarantined > 0)
        {
            // A past score that was read well and still has no place keeps the newer record with the newer reason.
            var newer = await runs.QuarantinedAsync(import.Key, 1, cancel);
            await runs.SettleAsync(record.Key, newer[0].Key, cancel);
            return new(false, new(newer[0].Reason, newer[0].Reason));
        }

        await runs.SettleAsync(record.Key, null, cancel);
        return new(true, import.Accepted > 0 ? new("已接收，等待分析", "accepted; its analysis follows") : new("已读取，内容早已入库", "read; it was known already"));
    }

    private async Task<IReadOnlyList<TranscriptRecord>> ReadAsync(QuarantineRow record, CancellationToken cancel) =>
        sources.FirstOrDefault(s => s.Id == record.Source) switch
        {
            PagedSource paged => [paged.Reader.Read(record.File, record.Line, record.Raw)],
            InboxSource inbox => await ReadFileAsync(record, inbox.Options with { Format = inbox.Format }, cancel),
            _ => await ReadFileAsync(record, new() { Zone = zone }, cancel),
        };

    /// <summary>Under the name of its file: where a record has no id, it comes from there.</summary>
    private static async Task<IReadOnlyList<TranscriptRecord>> ReadFileAsync(QuarantineRow record, TranscriptOptions options, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("qa-reread-");
        try
        {
            var file = Path.Combine(folder.FullName, Path.GetFileName(record.File.Split('!')[^1]));
            await File.WriteAllTextAsync(file, record.Text, cancel);
            return [.. new TranscriptImport(options with { PastScores = true }).Read([file])];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>What came of reading a record again.</summary>
public sealed record RereadOutcome(bool Accepted, Sentence Said);
