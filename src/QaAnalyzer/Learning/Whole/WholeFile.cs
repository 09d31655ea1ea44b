using System.Runtime.InteropServices;
using System.Text.Json;
using QaAnalyzer.Data;

namespace QaAnalyzer.Learning.Whole;

/// <summary>The part of a scorer's file that tells what the whole adds.</summary>
internal static class WholeFile
{
    public static void Write(WholeModel model, BinaryWriter writer)
    {
        writer.Write(JsonSerializer.Serialize(new Header(
            model.Portrait.Criteria, model.Scale, model.Topics.Steps, model.Topics.Rows.Length, model.Centres.Places.Length, model.Coefficients.Length)));
        writer.Write(MemoryMarshal.AsBytes(model.Topics.Rows.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(model.Centres.Places.AsSpan()));
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
            Centres = new(header.Scale.Width, reader.ReadArray<float>(header.Places)),
            Coefficients = reader.ReadArray<float>(header.Coefficients),
        };
    }

    private sealed record Header(int Criteria, PortraitScale Scale, float[] Steps, int Rows, int Places, int Coefficients);
}
