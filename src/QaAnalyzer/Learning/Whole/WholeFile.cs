using System.Runtime.InteropServices;
using System.Text.Json;
using QaAnalyzer.Data;

namespace QaAnalyzer.Learning.Whole;

/// <summary>The part of a scorer's file that tells what the whole adds.</summary>
internal static class WholeFile
{
    public static void Write(WholeModel model, BinaryWriter writer)
    {
        var (topics, centres) = (model.Topics, model.Centres);
        writer.Write(JsonSerializer.Serialize(new Header(
            model.Portrait.Criteria, model.Scale, topics.Steps, topics.Rows.Length, centres.Step, centres.Count, centres.Places.Length, model.Coefficients.Length)));
        writer.Write(MemoryMarshal.AsBytes(topics.Rows.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(centres.Squares.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(centres.Places.AsSpan()));
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
            Topics = new(reader.ReadArray<sbyte>(header.Rows), header.Steps),
            Centres = new(header.Step, reader.ReadArray<int>(header.Centres), reader.ReadArray<sbyte>(header.Places)),
            Coefficients = reader.ReadArray<float>(header.Coefficients),
        };
    }

    private sealed record Header(int Criteria, PortraitScale Scale, float[] Steps, int Rows, float Step, int Centres, int Places, int Coefficients);
}
