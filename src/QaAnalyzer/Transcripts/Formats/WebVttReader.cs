using System.Net;
using System.Text.RegularExpressions;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>WebVTT with voices (<c>&lt;v Name&gt;</c>) or <c>Name: text</c>.</summary>
/// <remarks>Source: W3C WebVTT, the cue text syntax.</remarks>
internal sealed partial class WebVttReader : SubtitleReader
{
    public override string Format => "webvtt";

    public override bool Recognises(TranscriptHead head) => head.Text.StartsWith("WEBVTT", StringComparison.Ordinal);

    protected override Cue Plain(Cue cue) => cue with
    {
        Lines = [.. cue.Lines
            .SelectMany(line => Voice().Replace(line, "\n${name}: ").Split('\n'))
            .Select(line => WebUtility.HtmlDecode(Tag().Replace(line, "")))
            .Where(line => !string.IsNullOrWhiteSpace(line))],
    };

    [GeneratedRegex(@"<v(?:\.[^\s>]*)?[ \t]+(?<name>[^>]+?)\s*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Voice();

    [GeneratedRegex("</?(?:c|i|b|u|v|ruby|rt|lang)(?:[. ][^>]*)?>|<[0-9:.]+>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}
