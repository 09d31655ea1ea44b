using System.Text.Json;
using System.Text.Json.Serialization;

namespace QaAnalyzer.Conversations;

/// <summary>Utterances are nearly all of a transcript, so they are read by hand: twice as fast as the generated code.</summary>
internal sealed class UtteranceJson : JsonConverter<Utterance>
{
    public override Utterance Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("expected an utterance object");
        Speaker? speaker = null;
        string? text = null;
        double? start = null, end = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("speaker"u8)) speaker = ReadSpeaker(ref reader, isFirst: speaker is null);
            else if (reader.ValueTextEquals("text"u8)) text = ReadText(ref reader, isFirst: text is null);
            else if (reader.ValueTextEquals("start"u8)) start = ReadNumber(ref reader, isFirst: start is null);
            else if (reader.ValueTextEquals("end"u8)) end = ReadNumber(ref reader, isFirst: end is null);
            else SkipValue(ref reader);
        }

        if (speaker is null || text is null) throw new JsonException("expected a speaker and a text");
        return new() { Speaker = speaker.Value, Text = text, Start = start, End = end };
    }

    public override void Write(Utf8JsonWriter writer, Utterance value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("speaker"u8, Name(value.Speaker));
        writer.WriteString("text"u8, value.Text);
        if (value.Start is { } start) writer.WriteNumber("start"u8, start);
        if (value.End is { } end) writer.WriteNumber("end"u8, end);
        writer.WriteEndObject();
    }

    private static Speaker ReadSpeaker(ref Utf8JsonReader reader, bool isFirst)
    {
        Next(ref reader, isFirst, JsonTokenType.String);
        if (reader.ValueTextEquals("customer"u8)) return Speaker.Customer;
        if (reader.ValueTextEquals("agent"u8)) return Speaker.Agent;
        if (reader.ValueTextEquals("bot"u8)) return Speaker.Bot;
        if (reader.ValueTextEquals("system"u8)) return Speaker.System;
        throw new JsonException("expected the speaker customer, agent, bot or system");
    }

    private static string ReadText(ref Utf8JsonReader reader, bool isFirst)
    {
        Next(ref reader, isFirst, JsonTokenType.String);
        return reader.GetString()!;
    }

    private static double? ReadNumber(ref Utf8JsonReader reader, bool isFirst)
    {
        Next(ref reader, isFirst, JsonTokenType.Number);
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble();
    }

    private static void Next(ref Utf8JsonReader reader, bool isFirst, JsonTokenType expected)
    {
        reader.Read();
        var isAbsent = reader.TokenType == JsonTokenType.Null && expected == JsonTokenType.Number;
        if (!isFirst || (reader.TokenType != expected && !isAbsent)) throw new JsonException("expected each field once, of its own kind");
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static ReadOnlySpan<byte> Name(Speaker speaker) => speaker switch
    {
        Speaker.Customer => "customer"u8,
        Speaker.Agent => "agent"u8,
        Speaker.Bot => "bot"u8,
        _ => "system"u8,
    };
}
