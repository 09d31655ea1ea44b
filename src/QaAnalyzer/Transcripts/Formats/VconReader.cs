using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>vCon containers, 0.0.1 to the IETF core draft (0.4.0): text dialogs with inline bodies, and the first transcript analysis of each
/// recording.</summary>
/// <remarks>Source: draft-ietf-vcon-vcon-core, sections on parties, dialog and analysis objects.</remarks>
internal sealed class VconReader : JsonTranscriptReader
{
    public override string Format => "vcon";

    protected override bool Recognises(JsonShape shape) => shape.Has("vcon") || (shape.Has("parties") && (shape.Has("dialog") || shape.Has("analysis")));

    protected override void Read(JsonField root, ConversationDraft draft, TranscriptOptions options)
    {
        draft.Id = root["uuid"].Text();
        var parties = new VconParties([.. root["parties"].Items()]);
        var dialogs = root["dialog"].Items().ToList();
        var timed = dialogs.Select(dialog => dialog["start"].Moment(options.Zone)).ToList();
        draft.StartedAt = timed.Where(moment => moment is not null).Min();
        var utterances = new List<DraftUtterance>();
        for (var i = 0; i < dialogs.Count; i++)
        {
            var offset = timed[i] is { } moment ? (moment - draft.StartedAt!.Value).TotalSeconds : (double?)null;
            if (IsText(dialogs[i])) utterances.AddRange(VconText.Read(dialogs[i], parties, offset));
            else if (Transcript(root, i) is { } analysis) utterances.AddRange(VconTranscript.Read(analysis, dialogs[i], parties, offset));
        }

        // Stable, and an utterance without a time keeps its place behind the one before it.
        var last = 0.0;
        foreach (var (utterance, _) in utterances.Select(each => (each, At: last = each.Start ?? last)).OrderBy(each => each.At).ToList())
            draft.Add(utterance);
        draft.Channel = dialogs.Any(dialog => !IsText(dialog)) ? Channel.Call : Channel.Chat;
        draft.Agent = parties.First(Speaker.Agent);
        draft.Customer = parties.First(Speaker.Customer);
        if (utterances.Count == 0) draft.Refuse("expected text dialogs with an inline body or a transcript analysis inside the vCon, got neither");
    }

    private static bool IsText(JsonField dialog) => string.Equals(dialog["type"].Text(), "text", StringComparison.OrdinalIgnoreCase);

    private static JsonField? Transcript(JsonField root, int dialog) =>
        root["analysis"].Items()
            .Where(analysis => string.Equals(analysis["type"].Text(), "transcript", StringComparison.OrdinalIgnoreCase))
            .Where(analysis => (analysis["dialog"].IsArray ? analysis["dialog"].First() : analysis["dialog"]).Index() is var of && (of ?? 0) == dialog)
            .Select(analysis => (JsonField?)analysis)
            .FirstOrDefault();
}
