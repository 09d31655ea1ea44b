namespace QaAnalyzer.Transcripts.Files;

/// <summary>Storage fails while it is being read; the run goes on with the next file.</summary>
internal static class Guarded
{
    /// <summary>The same records; where the storage or the archive fails, one rejected record that says so takes the place of the rest.</summary>
    public static IEnumerable<TranscriptRecord> Read(string file, IEnumerable<TranscriptRecord> records)
    {
        using var each = records.GetEnumerator();
        var line = 1L;
        while (true)
        {
            Rejected? failure = null;
            try
            {
                if (!each.MoveNext()) yield break;
                line = each.Current.Line;
            }
            catch (Exception e) when (IsStorage(e))
            {
                failure = new(file, line, $"expected a readable file, got: {e.Message}", "");
            }

            yield return failure ?? each.Current;
            if (failure is not null) yield break;
        }
    }

    public static bool IsStorage(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException;
}
