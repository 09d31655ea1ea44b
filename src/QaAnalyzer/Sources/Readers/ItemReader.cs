using System.Text;
using System.Text.Json;
using QaAnalyzer.Sources.Mapping;
using QaAnalyzer.Transcripts;
using QaAnalyzer.Transcripts.Formats;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Sources.Readers;

/// <summary>One conversation as a source sends it: by the mapping, or of the native format where there is none.</summary>
internal sealed class ItemReader(FieldMapping? mapping, TranscriptOptions options)
{
    private readonly MappedReader? _mapped = mapping is null ? null : new(mapping, options);

    public TranscriptRecord Read(string file, long line, JsonElement item, JsonElement? rows = null) =>
        _mapped?.Read(file, line, item, rows) ?? NativeReader.Read(file, new JsonRecord(line, Encoding.UTF8.GetBytes(item.GetRawText())));
}
