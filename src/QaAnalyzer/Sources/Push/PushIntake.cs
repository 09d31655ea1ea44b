using System.Runtime.CompilerServices;
using System.Text.Json;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;
using QaAnalyzer.Transcripts.Formats;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Sources.Push;

/// <summary>
/// Takes a stream of conversations in the native format, one a line, and tells what became of each. Memory is bounded by one chunk; what was
/// told is committed. The same stream again tells duplicates.
/// </summary>
public sealed class PushIntake(RecordSaver saver)
{
    /// <summary>What records are called in quarantine.</summary>
    public const string FileName = "push";

    private const int ChunkBytes = 4 << 20;

    /// <summary>Results in the order of the records, each after its chunk was committed.</summary>
    /// <param name="body">Unpacked.</param>
    /// <param name="purpose">What the records are for.</param>
    /// <param name="recordLimit">Most bytes of a record.</param>
    /// <param name="cancel">Stops between chunks.</param>
    public async IAsyncEnumerable<PushResult> TakeAsync(
        Stream body, SavePurpose purpose, int recordLimit, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var lines = new RecordLines(body, recordLimit);
        var chunk = new List<Pushed>();
        var bytes = 0L;
        var index = 0L;
        while (true)
        {
            var line = await lines.NextAsync(cancel);
            if (line is { } record)
            {
                chunk.Add(Read(index++, record, recordLimit));
                bytes += record.Bytes.Length;
                if (chunk.Count < RecordSaver.RecordsPerTransaction && bytes < ChunkBytes) continue;
            }

            foreach (var result in await SaveAsync(chunk, purpose, cancel)) yield return result;
            if (line is null) yield break;
            chunk.Clear();
            bytes = 0;
        }
    }

    private static Pushed Read(long index, JsonRecord record, int limit)
    {
        var read = record.TooLong
            ? new Rejected(FileName, record.Line, $"expected a record of at most {limit} bytes, got a longer one", record.Raw())
            : NativeReader.Read(FileName, record);
        return new(index, read is Accepted accepted ? accepted.Conversation.Id : IdOf(record.Bytes.Span), read);
    }

    private async Task<IEnumerable<PushResult>> SaveAsync(List<Pushed> chunk, SavePurpose purpose, CancellationToken cancel)
    {
        if (chunk.Count == 0) return [];
        var saved = await saver.SaveAsync([.. chunk.Select(p => p.Record)], purpose, cancel: cancel);
        var outcomes = new Queue<SaveOutcome>(saved.Conversations);
        return [.. chunk.Select(p => p.Record is Rejected rejected
            ? new PushResult(p.Index, p.Id, "quarantined", rejected.Reason)
            : new(p.Index, p.Id, Name(outcomes.Dequeue())))];
    }

    private static string Name(SaveOutcome outcome) => outcome switch
    {
        SaveOutcome.New => "accepted",
        SaveOutcome.NewVersion => "new-version",
        _ => "duplicate",
    };

    /// <summary>The id of a record that cannot be used, as far as it can be read: the sender wants to know which it was.</summary>
    private static string? IdOf(ReadOnlySpan<byte> record)
    {
        try
        {
            var reader = new Utf8JsonReader(record, isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("id"u8)) continue;
                return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }

        return null;
    }

    private sealed record Pushed(long Index, string? Id, TranscriptRecord Record);
}
