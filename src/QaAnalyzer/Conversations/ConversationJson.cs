using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaAnalyzer.Conversations;

/// <summary>The native conversation format: one JSON object, camelCase, absent fields left out.</summary>
public static class ConversationJson
{
    private static readonly ConversationJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    });

    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">Not JSON, or not of the native shape; the message names the path.</exception>
    public static Conversation Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.Conversation) ?? throw new JsonException("expected a conversation object, got null");

    public static string Write(Conversation conversation) => JsonSerializer.Serialize(conversation, Context.Conversation);
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(LowerCaseEnum<Channel>), typeof(LowerCaseEnum<Speaker>)])]
[JsonSerializable(typeof(Conversation))]
internal sealed partial class ConversationJsonContext : JsonSerializerContext;

/// <summary>Enum names in lower case, as the native formats write them.</summary>
internal sealed class LowerCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
