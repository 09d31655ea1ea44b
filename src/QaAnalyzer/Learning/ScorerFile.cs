using System.Runtime.InteropServices;
using System.Text.Json;
using QaAnalyzer.Data;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning;

/// <summary>Writes and reads scorers: a header in JSON, the weights of the dense features, and the table of grams.</summary>
internal static class ScorerFile
{
    private static readonly ChecksummedFile Container = new("QASCORER", 1, "scorer", "Train it again with `qa train scorer`.");

    public static void Save(ScorerModel model, string path) => Container.Save(path, writer =>
    {
        var grams = model.Grams;
        var criteria = model.Criteria.Select(c => new Part(
            c.Criterion, c.Lessons, c.Strength, c.Rich, c.Layer.Means, c.Layer.Scales, c.Layer.Weights, c.Sets.Pooled, c.Sets.Groups.ToDictionary(StringComparer.Ordinal)));
        writer.Write(JsonSerializer.Serialize(new Header(
            model.Origin, FeatureNames, model.Scale, grams.Steps, model.DenseWeights.Length, grams.Index.Slots.Length, grams.Rows.Length, [.. criteria])));
        writer.Write(MemoryMarshal.AsBytes(model.DenseWeights.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(grams.Index.Slots));
        writer.Write(MemoryMarshal.AsBytes(grams.Rows.AsSpan()));
    });

    /// <exception cref="ModelException">Missing, damaged, or made by another version of the program.</exception>
    public static ScorerModel Load(string path) => Container.Load(path, reader =>
    {
        var header = JsonSerializer.Deserialize<Header>(reader.ReadString())!;
        if (!header.Features.SequenceEqual(FeatureNames, StringComparer.Ordinal)) throw Container.Refuse(path, "reads other signals and measures than this program finds");
        return new ScorerModel
        {
            Origin = header.Origin,
            Scale = header.Scale,
            DenseWeights = Read<float>(reader, header.DenseWeights),
            Grams = new(FeatureIndex.FromSlots(Read<uint>(reader, header.Slots)), Read<sbyte>(reader, header.Rows), header.Steps),
            Criteria = [.. header.Criteria.Select(c => new CriterionModel(
                c.Criterion, c.Lessons, c.Strength, c.Rich, new(OrdinalTarget.Scores, c.Means, c.Scales, c.Weights), new(c.PooledMass, c.GroupMass)))],
        };
    });

    /// <summary>What the dense features are; a scorer of other ones cannot be read.</summary>
    private static string[] FeatureNames => [.. Circumstances.All.Select(c => c.Name.En), .. TagRecency.Tags];

    private static T[] Read<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private sealed record Header(ScorerOrigin Origin, string[] Features, DenseScale Scale, float[] Steps, int DenseWeights, int Slots, int Rows, Part[] Criteria);

    private sealed record Part(
        string Criterion, int Lessons, double Strength, bool Rich, double[] Means, double[] Scales, double[] Weights, double PooledMass, Dictionary<string, double> GroupMass);
}
