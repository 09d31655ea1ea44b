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
        Converters = { new LowerCaseEnum<Channel>(), new LowerCaseEnum<Speaker>(), new UtteranceJson() },
    });

    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">Not JSON, or not of the native shape; the message names the path.</exception>
    public static Conversation Parse(ReadOnlySpan<byte> utf8)
    {
        var read = JsonSerializer.Deserialize(utf8, Context.Conversation) ?? throw new JsonException("expected a conversation object, got null");

        // The generated code sets init-only properties that the object leaves out to null, whatever their default.
        return read with { Reviews = read.Reviews ?? [], Flags = read.Flags ?? [] };
    }

    public static string Write(Conversation conversation) => JsonSerializer.Serialize(conversation, Context.Conversation);

    public static byte[] WriteUtf8(Conversation conversation) => JsonSerializer.SerializeToUtf8Bytes(conversation, Context.Conversation);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Conversation))]
internal sealed partial class ConversationJsonContext : JsonSerializerContext;

/// <summary>Enum names in lower case, as the native formats write them.</summary>
internal sealed class LowerCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
