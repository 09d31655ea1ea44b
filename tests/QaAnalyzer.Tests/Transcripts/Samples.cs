namespace QaAnalyzer.Tests.Transcripts;

/// <summary>A small valid file of every format; people and words are invented.</summary>
internal static class Samples
{
    public const string Native = NativeChat + "\n" + NativeCall;

    public const string Csv = """
        Conversation_ID,channel,language,started_at,queue,ring_seconds,agent_id,agent_name,customer_id,customer_tier,speaker,start,end,text
        c1,call,en,2026-03-05T09:12:00Z,billing,4.5,A1,Anna,C1,vip,agent,0,1.5,"Good morning, this is Anna"
        c1,,,,,,,,,,customer,2,3.25,"It says ""declined""
        twice"
        c2,chat,,,,,,,,,客户,,,在吗
        """;

    public const string Tsv = "text\tspeaker\tconversation_id\n您好\t客服小林\tt1\n在吗\t顾客\tt1\n";

    public const string VconText = """
        {"vcon":"0.4.0","uuid":"v-1","created_at":"2026-03-05T09:00:00Z","parties":[{"name":"Mira","role":"agent"},{"name":"Tom","role":"customer"}],
         "dialog":[{"type":"text","start":"2026-03-05T09:00:00Z","parties":[1,0],"originator":1,"mediatype":"text/plain","encoding":"none",
         "body":"My parcel is late"},
                   {"type":"text","start":"2026-03-05T09:00:12.500Z","parties":0,"encoding":"base64url","body":"T25lIG1vbWVudA"}],
         "analysis":[],"attachments":[]}
        """;

    public const string VconDeepgram =
        """{"vcon":"0.0.1","uuid":"v-2","parties":[{"name":"Tom","role":"customer"},{"name":"Mira","role":"agent"}],""" +
        """ "dialog":[{"type":"recording","start":"2026-03-05T09:00:00Z","duration":6,"parties":[0,1]}],""" +
        """ "analysis":[{"type":"summary","dialog":0,"body":"a call"},{"type":"transcript","dialog":[0],"vendor":"deepgram","encoding":"json",""" +
        """ "body":"{\"results\":{\"channels\":[""" +
        """{\"alternatives\":[{\"words\":[{\"word\":\"hi\",\"punctuated_word\":\"Hi.\",\"start\":2.0,\"end\":2.2}]}]},""" +
        """{\"alternatives\":[{\"words\":[{\"word\":\"hello\",\"start\":0.5,\"end\":1.0},{\"word\":\"there\",\"start\":1.0,\"end\":1.25}]}]}""" +
        """]}}"}]}""";

    public const string ContactLensVoice = """
        {"Version":"1.1.0","Channel":"VOICE","LanguageCode":"en-US","Participants":[{"ParticipantId":"p1","ParticipantRole":"AGENT"},
         {"ParticipantId":"p2","ParticipantRole":"CUSTOMER"}],
         "ConversationCharacteristics":{"TotalConversationDurationMillis":5000},
         "Transcript":[{"BeginOffsetMillis":250,"EndOffsetMillis":1500,"Content":"Hello","Id":"1","ParticipantId":"p1"},{"BeginOffsetMillis":1400,
         "EndOffsetMillis":2000,"Content":"Hi","Id":"2","ParticipantId":"p2"}],
         "CustomerMetadata":{"ContactId":"contact-7","InputS3Uri":"s3://bucket/contact-7_20260305T09:12_UTC.wav"}}
        """;

    public const string ContactLensChat = """
        {"Version":"CHAT-2022-11-30","Channel":"CHAT","LanguageCode":"en-US","Participants":[{"ParticipantId":"p1","ParticipantRole":"CUSTOM_BOT"},
         {"ParticipantId":"p2","ParticipantRole":"CUSTOMER"},{"ParticipantId":"p3","ParticipantRole":"AGENT"}],
         "Transcript":[{"AbsoluteTime":"2026-03-05T09:12:00.000Z","ContentType":"application/vnd.amazonaws.connect.event.participant.joined",
         "Type":"EVENT","ParticipantId":"p2"},
          {"AbsoluteTime":"2026-03-05T09:12:01.000Z","Content":"Pick a topic","ContentType":"text/plain","Type":"MESSAGE","ParticipantId":"p1"},
          {"AbsoluteTime":"2026-03-05T09:12:09.500Z","Content":"Refund","ContentType":"text/plain","Type":"MESSAGE","ParticipantId":"p2"},
          {"AbsoluteTime":"2026-03-05T09:12:31.000Z","Content":"Sure","ContentType":"text/markdown","ParticipantId":"p3","DisplayName":"Tom"}],
         "CustomerMetadata":{"ContactId":"contact-8"}}
        """;

    public const string Deepgram = """
        {"metadata":{"request_id":"r1"},"results":{"channels":[{"detected_language":"en","alternatives":[{"transcript":"x","words":[
         {"word":"thanks","punctuated_word":"Thanks","start":0.1,"end":0.4,"speaker":1},{"word":"for","start":0.4,"end":0.5,"speaker":1},
         {"word":"calling","punctuated_word":"calling.","start":0.5,"end":0.9,"speaker":1},
         {"word":"my","punctuated_word":"My","start":1.5,"end":1.7,"speaker":0},{"word":"bill","start":1.7,"end":2.0,"speaker":0},{"word":"um",
         "start":3.5,"end":3.6,"speaker":0}]}]}]}}
        """;

    public const string WhisperX = """
        {"segments":[{"start":0.5,"end":2.0,"text":" How can I help you?","speaker":"SPEAKER_01"},
         {"start":2.1,"end":3.0,"text":" My card","words":[{"word":"My","start":2.1,"end":2.4,"speaker":"SPEAKER_00"},{"word":"card",
         "speaker":"SPEAKER_00"}]}],"language":"en"}
        """;

    public const string FunAsr = """
        [{"key":"call-9","text":"您好我想退货","sentence_info":[{"text":"您好，很高兴为您服务。","start":370,"end":1510,"timestamp":[[370,400]],"spk":0},
         {"text":"我想退货。","start":1800,"end":2500,"spk":1}]}]
        """;

    public const string WebVtt = """
        WEBVTT

        NOTE recorded for training

        1
        00:01.000 --> 00:02.500 align:start
        <v Anna (agent)>Good <b>morning</b> &amp; welcome</v>

        01:00:03.000 --> 01:00:04.000
        <v.loud Tom (customer)>Hi
        there</v>
        """;

    public const string Srt = """
        1
        00:00:01,000 --> 00:00:02,500
        客服: 您好
        请讲

        2
        00:00:03,000 --> 00:00:04,000
        客户： 我要退货
        """;

    public const string ChatLog = """
        [23:59:50] 客户王女士: 在吗
        我想问一下
        [23:59:58] 客服小林：在的
        [00:00:05] 客户王女士: 好
        """;

    private const string NativeChat =
        """{"id":"n1","channel":"chat","language":"zh","startedAt":"2026-03-05T09:12:00+08:00","queue":"售后","agent":{"id":"A12","name":"小林"},""" +
        """ "customer":{"id":"C9","tier":"vip"},"utterances":[{"speaker":"customer","text":"在吗","start":0},""" +
        """{"speaker":"agent","text":"您好，请讲","start":3.5,"end":5}],"reviews":[{"evaluator":"e1","scores":{"satisfaction":4}}]}""";

    private const string NativeCall =
        """{"id":"n2","channel":"call","ringSeconds":7.5,"utterances":[{"speaker":"agent","text":"Hello"},{"speaker":"customer","text":""}]}""";

    public static IReadOnlyDictionary<string, string> ByFormat { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["native"] = Native,
        ["csv"] = Csv,
        ["tsv"] = Tsv,
        ["vcon"] = VconDeepgram,
        ["contact-lens"] = ContactLensChat,
        ["deepgram"] = Deepgram,
        ["whisperx"] = WhisperX,
        ["funasr"] = FunAsr,
        ["webvtt"] = WebVtt,
        ["srt"] = Srt,
        ["chat-log"] = ChatLog,
    };
}
