using System.Text.RegularExpressions;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>SubRip subtitles with <c>Name: text</c>.</summary>
internal sealed partial class SrtReader : SubtitleReader
{
    public override string Format => "srt";

    public override bool Recognises(TranscriptHead head)
    {
        var lines = head.Lines.Take(2).ToList();
        return lines.Exists(Cue.IsTiming) && (Cue.IsTiming(lines[0]) || lines[0].All(char.IsAsciiDigit));
    }

    protected override Cue Plain(Cue cue) => cue with { Lines = [.. cue.Lines.Select(line => Tag().Replace(line, ""))] };

    [GeneratedRegex(@"</?(?:i|b|u|font)(?: [^>]*)?>|\{\\an?\d\}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Tag();
}
