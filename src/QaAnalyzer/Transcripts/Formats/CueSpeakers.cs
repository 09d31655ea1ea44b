using System.Text.RegularExpressions;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Finds <c>Name: text</c> in subtitles. A name counts when it is known, comes back, or most cues carry one: a lone
/// "Please note: …" is text. A cue without a name goes on with the last speaker.</summary>
internal sealed partial class CueSpeakers
{
    private const int LongestPrefix = 100;
    private readonly HashSet<string> names;

    public CueSpeakers(IReadOnlyList<Cue> cues, TranscriptOptions options)
    {
        var found = cues.SelectMany(cue => cue.Lines).Select(Split).Where(parts => parts is not null).Select(parts => parts!.Value.Name).ToList();
        var most = found.Count * 2 > cues.Count;
        names = found.CountBy(name => name)
            .Where(each => most || each.Value > 1 || SpeakerRoles.Known(each.Key, options) is not null)
            .Select(each => each.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>One utterance per speaker of each cue.</summary>
    public IEnumerable<DraftUtterance> Read(IEnumerable<Cue> cues)
    {
        string? speaker = null;
        foreach (var cue in cues)
        {
            var texts = new List<string>();
            foreach (var line in cue.Lines)
            {
                if (Split(line) is var (name, text) && names.Contains(name))
                {
                    if (texts.Count > 0) yield return Join(cue, speaker, texts);
                    (speaker, texts) = (name, [text]);
                }
                else texts.Add(line);
            }

            yield return Join(cue, speaker, texts);
        }
    }

    private static DraftUtterance Join(Cue cue, string? speaker, List<string> texts) => new(speaker, null, WordTurns.JoinTexts(texts), cue.Start, cue.End);

    private static (string Name, string Text)? Split(string line) =>
        Prefix().Match(line[..Math.Min(LongestPrefix, line.Length)]) is { Success: true } parts
            ? (parts.Groups["name"].Value, line[parts.Length..].Trim())
            : null;

    // Not a web address, not a time of day, not a sentence.
    [GeneratedRegex(@"^\s*-?\s*(?<name>[^\s\d:：][^:：]{0,39}?)\s*[:：](?!//)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prefix();
}
