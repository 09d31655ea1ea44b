using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Sources;

/// <summary>Imports the files of an inbox folder, one after the other, and files them away.</summary>
public sealed class InboxPull(Importer importer, RunStore runs, TimeProvider clock)
{
    private const int ReasonsTold = 1000;

    /// <summary>True when files lie in the folder.</summary>
    public static bool HasFiles(string inbox) => Directory.Exists(inbox) && Directory.EnumerateFiles(inbox).Any();

    /// <summary>
    /// Each file's import as it ends; nothing when the folder is missing. A file that is stopped in the middle stays in the folder: what it has
    /// given already comes again as duplicates.
    /// </summary>
    /// <param name="inbox">The folder.</param>
    /// <param name="source">Name under which ids are unique.</param>
    /// <param name="options">What is known about the files.</param>
    /// <param name="rubrics">Rubrics of the analysis and of past scores.</param>
    /// <param name="forRun">The run whose conversations these are; each file's own import when null.</param>
    /// <param name="watch">Of that run.</param>
    /// <param name="cancel">Stops between records; what was read is kept.</param>
    public async IAsyncEnumerable<RunRow> PullAsync(
        string inbox, string source, TranscriptOptions options, IReadOnlyList<Rubric> rubrics, long? forRun, PullWatch watch,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (!Directory.Exists(inbox)) yield break;
        foreach (var file in Directory.GetFiles(inbox).Order(StringComparer.Ordinal))
        {
            // Gone when another run took it meanwhile.
            if (!File.Exists(file)) continue;
            if (!await watch.MayGoOnAsync(cancel)) yield break;
            var import = await importer.ImportAsync([file], source, options, [.. rubrics.Select(r => r.Id)], rubrics, null, forRun, watch, cancel);
            if (import.State == "cancelled")
            {
                yield return import;
                yield break;
            }

            var refused = import.Quarantined == 0 ? [] : await Outage.RideAsync(() => runs.QuarantinedAsync(import.Key, ReasonsTold, cancel), clock, cancel);

            // Only after its rows are committed: a crash before the move imports the file again, as duplicates.
            InboxFolder.File(inbox, file, import, refused);
            yield return import;
        }
    }
}
