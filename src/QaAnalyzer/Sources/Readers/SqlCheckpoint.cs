using System.Text.Json;

namespace QaAnalyzer.Sources.Readers;

/// <summary>The last conversation that was read: value of the checkpoint column as the database writes it, and id.</summary>
internal sealed record SqlCheckpoint(string? Value, string? Id)
{
    /// <summary>Null when there is none, or one that this program did not write.</summary>
    public static SqlCheckpoint? Parse(string? text)
    {
        try
        {
            return text is not null && JsonSerializer.Deserialize<string?[]>(text) is [var value, var id] ? new(value, id) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize<string?[]>([Value, Id]);
}
