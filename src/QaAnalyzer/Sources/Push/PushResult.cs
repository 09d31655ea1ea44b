using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaAnalyzer.Sources.Push;

/// <summary>What became of one pushed record; one line of the answer.</summary>
/// <param name="Index">Its place among the records of the push, from 0.</param>
/// <param name="Id">Its id; null where it could not be read.</param>
/// <param name="Outcome"><c>accepted</c>, <c>duplicate</c>, <c>new-version</c> or <c>quarantined</c>.</param>
/// <param name="Reason">Why it was quarantined; absent otherwise.</param>
public sealed record PushResult(long Index, string? Id, string Outcome, string? Reason = null)
{
    private static readonly PushResultContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The line with its end.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Context.PushResult), (byte)'\n'];
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PushResult))]
internal sealed partial class PushResultContext : JsonSerializerContext;
