using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaAnalyzer.Conversations;

/// <summary>The native conversation format: one JSON object, camelCase, absent fields left out.</summary>
public static class ConversationJson
{
    private static readonly ConversationJsonContext Context = new(Options());
    private static readonly ConversationJsonContext Unreviewed = new(Options(new UnreadReviews()));

    /// <summary>Reads one object.</summary>
    /// <exception cref="JsonException">Not JSON, or not of the native shape; the message names the path.</exception>
    public static Conversation Parse(ReadOnlySpan<byte> utf8) => Parse(utf8, Context);

    /// <summary>The same without the human scores that came with it: no analysis may see them, and they can be most of the bytes.</summary>
    /// <exception cref="JsonException">As <see cref="Parse(ReadOnlySpan{byte})"/>.</exception>
    public static Conversation ParseUnreviewed(ReadOnlySpan<byte> utf8) => Parse(utf8, Unreviewed);

    public static string Write(Conversation conversation) => JsonSerializer.Serialize(conversation, Context.Conversation);

    public static byte[] WriteUtf8(Conversation conversation) => JsonSerializer.SerializeToUtf8Bytes(conversation, Context.Conversation);

    private static Conversation Parse(ReadOnlySpan<byte> utf8, ConversationJsonContext context)
    {
        var read = JsonSerializer.Deserialize(utf8, context.Conversation) ?? throw new JsonException("expected a conversation object, got null");

        // The generated code sets init-only properties that the object leaves out to null, whatever their default.
        return read with { Reviews = read.Reviews ?? [], Flags = read.Flags ?? [] };
    }

    private static JsonSerializerOptions Options(params JsonConverter[] more)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowDuplicateProperties = false,
            Converters = { new LowerCaseEnum<Channel>(), new LowerCaseEnum<Speaker>(), new UtteranceJson() },
        };
        foreach (var converter in more) options.Converters.Add(converter);
        return options;
    }

    private sealed class UnreadReviews : JsonConverter<IReadOnlyList<PastReview>>
    {
        public override IReadOnlyList<PastReview> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return [];
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<PastReview> value, JsonSerializerOptions options) =>
            throw new NotSupportedException("reviews that were not read cannot be written");
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Conversation))]
internal sealed partial class ConversationJsonContext : JsonSerializerContext;

/// <summary>Enum names in lower case, as the native formats write them.</summary>
internal sealed class LowerCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
