using System.Globalization;
using System.Text.RegularExpressions;
using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>Amazon Connect Contact Lens and Transcribe Call Analytics, voice and chat.</summary>
/// <remarks>Source: Amazon Connect administrator guide, example Contact Lens output files.</remarks>
internal sealed partial class ContactLensReader : JsonTranscriptReader
{
    public override string Format => "contact-lens";

    protected override bool Recognises(JsonShape shape) =>
        shape.Has("Transcript.ParticipantId") || shape.Has("Transcript.ParticipantRole")
        || shape.HasAll("Participants.ParticipantRole", "ConversationCharacteristics");

    protected override void Read(JsonField root, ConversationDraft draft, TranscriptOptions options)
    {
        var metadata = root["CustomerMetadata"];
        draft.Id = metadata["ContactId"].Text() ?? root["ContactId"].Text() ?? root["JobName"].Text();
        draft.Language = root["LanguageCode"].Text();
        draft.Channel = ChannelOf(root);
        if (draft.Channel == Channel.Call) draft.DurationSeconds = root["ConversationCharacteristics"]["TotalConversationDurationMillis"].Millis();
        var roles = root["Participants"].Items()
            .Select(each => (Id: each["ParticipantId"].Text(), Role: each["ParticipantRole"].Text()))
            .Where(each => each is { Id: not null, Role: not null })
            .DistinctBy(each => each.Id, StringComparer.Ordinal)
            .ToDictionary(each => each.Id!, each => each.Role!, StringComparer.Ordinal);
        if (draft.Channel == Channel.Call) draft.StartedAt = RecordedAt(metadata["InputS3Uri"].Text());
        foreach (var item in root["Transcript"].Items().Where(IsMessage)) Add(item, roles, draft, options);
        foreach (var silence in root["ConversationCharacteristics"]["NonTalkTime"]["Instances"].Items())
        {
            if (silence["BeginOffsetMillis"].Millis() is { } from && silence["EndOffsetMillis"].Millis() is { } to) draft.Silences.Add(new(from, to));
        }
    }

    private static void Add(JsonField item, Dictionary<string, string> roles, ConversationDraft draft, TranscriptOptions options)
    {
        var id = item["ParticipantId"].Text();
        var role = item["ParticipantRole"].Text() ?? (id is null ? null : roles.GetValueOrDefault(id, id));
        var label = item["DisplayName"].Text() ?? role ?? id;
        var side = role is null ? null : SpeakerWords.Side(role);
        var who = side is null ? label : $"{role} {label}";
        var utterance = new DraftUtterance(who, side, item["Content"].Text() ?? "", item["BeginOffsetMillis"].Millis(), item["EndOffsetMillis"].Millis());
        if (item["AbsoluteTime"].Moment(options.Zone) is { } moment) draft.AddAt(moment, utterance);
        else draft.Add(utterance);
    }

    // Events (joined, left, typing) and attachments are no utterances.
    private static bool IsMessage(JsonField item) =>
        item["Content"].Exists
        && !string.Equals(item["Type"].Text(), "EVENT", StringComparison.OrdinalIgnoreCase)
        && item["ContentType"].Text()?.Contains(".event.", StringComparison.Ordinal) != true;

    private static Channel ChannelOf(JsonField root) => root["Channel"].Text()?.ToUpperInvariant() switch
    {
        "CHAT" => Channel.Chat,
        "EMAIL" => Channel.Email,
        "VOICE" => Channel.Call,
        _ => root["Transcript"].First()["AbsoluteTime"].Exists ? Channel.Chat : Channel.Call,
    };

    // Recordings are stored as <contact>_20220622T16:55_UTC.wav, the only place that says when the call began (to the minute).
    private static DateTimeOffset? RecordedAt(string? uri) =>
        uri is not null
        && RecordingName().Match(uri) is { Success: true } name
        && DateTimeOffset.TryParseExact(
            name.Groups["hour"].Value + name.Groups["minute"].Value, "yyyyMMddTHHmm",
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    [GeneratedRegex(@"_(?<hour>[0-9]{8}T[0-9]{2})(?::|%3A)(?<minute>[0-9]{2})_UTC", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RecordingName();
}
