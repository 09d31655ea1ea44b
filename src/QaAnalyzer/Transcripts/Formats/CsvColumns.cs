namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Columns of a transcript table by name, in any order and case; unknown ones are left alone.</summary>
internal sealed class CsvColumns
{
    private static readonly string[] Required = ["conversation_id", "speaker", "text"];
    private readonly Dictionary<string, int> indexes;

    public CsvColumns(IReadOnlyList<string> header)
    {
        Count = header.Count;
        indexes = header.Select((name, i) => (Name: name.Trim(), Index: i))
            .DistinctBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(each => each.Name, each => each.Index, StringComparer.OrdinalIgnoreCase);
    }

    public int Count { get; }

    /// <summary>Columns that are needed and not there.</summary>
    public IEnumerable<string> Missing => Required.Where(name => !indexes.ContainsKey(name));

    /// <summary>The field, trimmed; null when the column or the value is absent.</summary>
    public string? Get(string[] row, string name) => Raw(row, name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The field as it stands; null when the row ends before it.</summary>
    public string? Raw(string[] row, string name) => indexes.TryGetValue(name, out var index) && index < row.Length ? row[index] : null;
}
