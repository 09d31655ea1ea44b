using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.App.Commands;

/// <summary>Says on standard error what was not accepted and why, and keeps the records in a file when one is named.</summary>
internal sealed class RejectWriter(FileInfo? file) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly StreamWriter? _kept = file?.CreateText();

    public void Write(TranscriptRecord record)
    {
        if (record is Duplicate duplicate)
        {
            Console.Error.WriteLine($"{duplicate.File} line {duplicate.Line}: id {duplicate.Id} was read before; left out");
            return;
        }

        var rejected = (Rejected)record;
        Console.Error.WriteLine(rejected.Message);
        _kept?.WriteLine(JsonSerializer.Serialize(rejected, Json));
    }

    public async ValueTask DisposeAsync()
    {
        if (_kept is not null) await _kept.DisposeAsync();
    }
}
