using System.Globalization;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Utterances from Deepgram results, from the most to the least telling part: <c>utterances</c>, words with speakers, paragraphs, words.</summary>
internal static class Deepgram
{
    private const string ChannelPrefix = "channel ";

    /// <param name="results">The object with <c>utterances</c> or <c>channels</c>.</param>
    public static IEnumerable<DraftUtterance> Utterances(JsonField results)
    {
        var channels = results["channels"].Items().Select(channel => channel["alternatives"].First()).ToList();
        if (results["utterances"].IsArray)
            return results["utterances"].Items().Select(each => OfUtterance(each, channels.Count > 1));
        return channels.SelectMany((alternative, i) => OfAlternative(alternative, channels.Count > 1 ? ChannelPrefix + i : null))
            .OrderBy(utterance => utterance.Start ?? 0);
    }

    /// <param name="channel">Label of the side a channel belongs to; null when all share one.</param>
    public static IEnumerable<DraftUtterance> OfAlternative(JsonField alternative, string? channel)
    {
        var words = alternative["words"].Items().Select(word => ToWord(word, channel)).ToList();
        var paragraphs = alternative["paragraphs"].IsArray ? alternative["paragraphs"] : alternative["paragraphs"]["paragraphs"];
        if (paragraphs.IsArray && !words.Exists(word => word.Label is not null)) return paragraphs.Items().SelectMany(each => OfParagraph(each, channel));
        if (words.Count > 0) return WordTurns.Join(words);
        return alternative["transcript"].Text() is { Length: > 0 } text ? [new(channel, null, text, null, null)] : [];
    }

    /// <summary>The channel number of a label, or null when it is no channel's.</summary>
    public static int? ChannelOf(string? label) =>
        label is not null && label.StartsWith(ChannelPrefix, StringComparison.Ordinal)
            ? int.Parse(label.AsSpan(ChannelPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    private static DraftUtterance OfUtterance(JsonField each, bool byChannel) =>
        new(
            byChannel && each["channel"].Index() is { } channel ? ChannelPrefix + channel : Label(each),
            null,
            each["transcript"].Text() ?? "",
            each["start"].Number(),
            each["end"].Number());

    private static TimedWord ToWord(JsonField word, string? channel) =>
        new(
            channel ?? Label(word),
            word["punctuated_word"].Text() ?? word["word"].Text() ?? word["text"].Text() ?? "",
            word["start"].Number(),
            word["end"].Number());

    private static IEnumerable<DraftUtterance> OfParagraph(JsonField paragraph, string? channel) =>
        paragraph["sentences"].Items().Select(sentence =>
            new DraftUtterance(channel ?? Label(paragraph), null, sentence["text"].Text() ?? "", sentence["start"].Number(), sentence["end"].Number()));

    private static string? Label(JsonField field) => SpeakerLabel.Of(field["speaker"]);
}
