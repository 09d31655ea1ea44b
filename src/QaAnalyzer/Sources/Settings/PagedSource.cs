using QaAnalyzer.Sources.Mapping;
using QaAnalyzer.Sources.Readers;

namespace QaAnalyzer.Sources;

/// <summary>A source that gives its conversations as JSON, page by page.</summary>
public abstract record PagedSource : SourceSettings
{
    protected PagedSource() => Rate = new();

    /// <summary>Null when conversations are of the native format.</summary>
    public FieldMapping? Mapping { get; init; }

    /// <summary>Reads what it gives, when it is pulled and when it is read again.</summary>
    internal ItemReader Reader => new(Mapping, Options);
}
