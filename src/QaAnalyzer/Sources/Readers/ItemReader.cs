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

    public TranscriptRecord Read(string file, long line, JsonElement item) =>
        _mapped?.Read(file, line, item) ?? NativeReader.Read(file, new JsonRecord(line, Encoding.UTF8.GetBytes(item.GetRawText())));

    public TranscriptRecord Read(string file, long line, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(file, line, document.RootElement);
        }
        catch (JsonException e)
        {
            return new Rejected(file, line, BrokenJson.Reason(e), json.Length > Rejected.RawLimit ? json[..Rejected.RawLimit] : json);
        }
    }
}
