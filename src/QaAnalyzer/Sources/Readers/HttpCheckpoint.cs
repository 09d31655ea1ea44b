using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaAnalyzer.Sources.Readers;

/// <summary>How far a walk through the pages of an API is.</summary>
/// <param name="Since">What the walk asks for: changes since then.</param>
/// <param name="Newest">The newest change seen so far; the next walk asks from there.</param>
/// <param name="Position">Cursor, link or number of the next page; null at the first.</param>
internal sealed record HttpCheckpoint(DateTimeOffset? Since, DateTimeOffset? Newest, string? Position)
{
    private static readonly HttpCheckpointContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    /// <summary>One that this program did not write is as good as none: what is read again is known.</summary>
    public static HttpCheckpoint Parse(string? text, DateTimeOffset? first)
    {
        try
        {
            if (text is not null && JsonSerializer.Deserialize(text, Context.HttpCheckpoint) is { } parsed) return parsed;
        }
        catch (JsonException)
        {
            return new(first, null, null);
        }

        return new(first, null, null);
    }

    /// <summary>The same walk begun anew.</summary>
    public HttpCheckpoint Restarted() => this with { Position = null };

    /// <summary>After a page: at the next one, or at the beginning of the next walk when this was the last.</summary>
    public HttpCheckpoint After(DateTimeOffset? newestOfPage, string? next)
    {
        var newest = newestOfPage > Newest || Newest is null ? newestOfPage ?? Newest : Newest;
        return next is not null ? new(Since, newest, next) : new(newest > Since || Since is null ? newest : Since, null, null);
    }

    public override string ToString() => JsonSerializer.Serialize(this, Context.HttpCheckpoint);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(HttpCheckpoint))]
internal sealed partial class HttpCheckpointContext : JsonSerializerContext;
