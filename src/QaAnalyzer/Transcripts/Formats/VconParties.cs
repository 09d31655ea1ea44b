using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>The parties of a vCon; dialogs refer to them by index.</summary>
internal sealed class VconParties(List<JsonField> parties)
{
    /// <summary>Indexes in a dialog's <c>parties</c>, which may be one number, a list, or a list with lists for shared channels.</summary>
    public static IReadOnlyList<int> Of(JsonField dialog)
    {
        var field = dialog["parties"];
        var each = field.IsArray ? field.Items().Select(item => item.IsArray ? item.First() : item) : [field];
        return [.. each.Select(item => item.Index()).OfType<int>()];
    }

    /// <summary>Name for people; a party without one is called by its number.</summary>
    public string Label(int index) => Find(index)?["name"].Text() ?? $"party {index}";

    /// <summary>The side a party's <c>role</c> states; null when it states none.</summary>
    public Speaker? Role(int index) => Find(index)?["role"].Text() is { } role ? SpeakerWords.Side(role) : null;

    public Party? First(Speaker side)
    {
        for (var i = 0; i < parties.Count; i++)
        {
            if (Role(i) != side) continue;
            var party = parties[i];
            return new() { Id = party["uuid"].Text() ?? party["tel"].Text() ?? party["mailto"].Text(), Name = party["name"].Text() };
        }

        return null;
    }

    private JsonField? Find(int index) => index >= 0 && index < parties.Count ? parties[index] : null;
}
