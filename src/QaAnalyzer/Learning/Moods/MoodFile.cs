using System.Runtime.InteropServices;
using System.Text.Json;
using QaAnalyzer.Data;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Moods;

/// <summary>Writes and reads mood models: a header in JSON, the weights of the dense features, and the table of grams.</summary>
internal static class MoodFile
{
    private static readonly ChecksummedFile Container = new("QAMOODS1", 1, "mood model", "Restore the folder models from the release, or rebuild it with `qa train mood`.");

    public static void Save(MoodModel model, string path) => Container.Save(path, writer => Write(model, writer));

    /// <summary>The content alone, as a scorer carries it along.</summary>
    public static void Write(MoodModel model, BinaryWriter writer)
    {
        writer.Write(JsonSerializer.Serialize(new Header(
            model.Id, model.Utterances, model.Strength, [.. MoodNumbers.Names], model.Scale, model.Layer.Means, model.Layer.Scales, model.Layer.Weights, model.Rule,
            model.Grams.Steps, model.DenseWeights.Length, model.Grams.Index.Slots.Length, model.Grams.Rows.Length)));
        writer.Write(MemoryMarshal.AsBytes(model.DenseWeights.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(model.Grams.Index.Slots));
        writer.Write(MemoryMarshal.AsBytes(model.Grams.Rows.AsSpan()));
    }

    /// <exception cref="ModelException">Missing, damaged, or made by another version of the program.</exception>
    public static MoodModel Load(string path) => Container.Load(path, reader => Read(path, reader));

    /// <summary>What <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelException">It reads other numbers than this program finds.</exception>
    public static MoodModel Read(string path, BinaryReader reader)
    {
        var header = JsonSerializer.Deserialize<Header>(reader.ReadString())!;
        if (!header.Numbers.SequenceEqual(MoodNumbers.Names, StringComparer.Ordinal)) throw Container.Refuse(path, "reads other numbers than this program finds");
        return new MoodModel
        {
            Id = header.Id,
            Utterances = header.Utterances,
            Strength = header.Strength,
            Scale = header.Scale,
            DenseWeights = reader.ReadArray<float>(header.DenseWeights),
            Grams = new(FeatureIndex.FromSlots(reader.ReadArray<uint>(header.Slots)), reader.ReadArray<sbyte>(header.Rows), header.Steps),
            Layer = new(Enum.GetValues<Mood>().Length, header.Means, header.Scales, header.Weights),
            Rule = header.Rule,
        };
    }

    private sealed record Header(
        string Id, int Utterances, double Strength, string[] Numbers, DenseScale Scale, double[] Means, double[] Scales, double[] Weights, MoodRule Rule,
        float[] Steps, int DenseWeights, int Slots, int Rows);
}
