using System.Runtime.InteropServices;
using System.Text.Json;
using QaAnalyzer.Data;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Whole;

/// <summary>The part of a scorer's file that tells what the whole adds.</summary>
internal static class WholeFile
{
    public static void Write(WholeModel model, BinaryWriter writer)
    {
        var topics = model.Topics;
        writer.Write(JsonSerializer.Serialize(new Header(
            model.Portrait.Criteria, model.Scale, topics.Steps, topics.Index.Slots.Length, topics.Rows.Length,
            model.Places.Length, model.Coefficients.Length)));
        writer.Write(MemoryMarshal.AsBytes(topics.Index.Slots));
        writer.Write(MemoryMarshal.AsBytes(topics.Rows.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(model.Places.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(model.Coefficients.AsSpan()));
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static WholeModel Read(BinaryReader reader)
    {
        var header = JsonSerializer.Deserialize<Header>(reader.ReadString())!;
        return new()
        {
            Portrait = new(header.Criteria),
            Scale = header.Scale,
            Topics = new(FeatureIndex.FromSlots(reader.ReadArray<uint>(header.Slots)), reader.ReadArray<sbyte>(header.Rows), header.Steps),
            Places = reader.ReadArray<float>(header.Places),
            Coefficients = reader.ReadArray<float>(header.Coefficients),
        };
    }

    private sealed record Header(int Criteria, PortraitScale Scale, float[] Steps, int Slots, int Rows, int Places, int Coefficients);
}
