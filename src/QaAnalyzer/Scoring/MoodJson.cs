using System.Text.Json;
using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.Scoring;

/// <summary>Moods in the native analysis format: <c>moods</c> and <c>turns</c>, empty arrays when the customer says nothing or nothing turns.</summary>
internal static class MoodJson
{
    public static void Write(Utf8JsonWriter json, ConversationMoods moods)
    {
        json.WriteStartArray("moods"u8);
        foreach (var mood in moods.Moods)
        {
            json.WriteStartObject();
            json.WriteNumber("utterance"u8, mood.Utterance);
            json.WriteString("mood"u8, mood.Mood switch
            {
                Mood.Dissatisfied => "dissatisfied"u8,
                Mood.Satisfied => "satisfied"u8,
                _ => "neutral"u8,
            });
            json.WriteStartArray("probabilities"u8);
            foreach (var probability in mood.Probabilities) json.WriteNumberValue(probability);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("turns"u8);
        foreach (var turn in moods.Turns)
        {
            json.WriteStartObject();
            json.WriteNumber("utterance"u8, turn.Utterance);
            json.WriteString("direction"u8, turn.IsRise ? "rise"u8 : "drop"u8);
            json.WriteNumber("before"u8, turn.Before);
            json.WriteNumber("after"u8, turn.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
