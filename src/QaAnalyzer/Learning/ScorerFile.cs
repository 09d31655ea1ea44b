using System.Runtime.InteropServices;
using System.Text.Json;
using QaAnalyzer.Data;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Learning.Whole;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning;

/// <summary>
/// Writes and reads scorers: a header in JSON with the neutral words, the weights of the dense features, the table of grams, what the whole
/// adds, and the mood model.
/// </summary>
internal static class ScorerFile
{
    private static readonly ChecksummedFile Container = new("QASCORER", 3, "scorer", "Train it again with `qa train scorer`.");

    public static byte[] Pack(ScorerModel model) => Container.Pack(writer =>
    {
        var grams = model.Grams;
        var criteria = model.Criteria.Select(c => new Part(
            c.Criterion, c.Lessons, c.Strength, c.Rich, c.Layer.Means, c.Layer.Scales, c.Layer.Weights, c.Sets.Pooled, c.Sets.Groups.ToDictionary(StringComparer.Ordinal)));
        writer.Write(JsonSerializer.Serialize(new Header(
            model.Origin, FeatureNames, model.Scale, model.UsualPoints, grams.Steps, model.DenseWeights.Length, grams.Index.Slots.Length, grams.Rows.Length, [.. criteria],
            model.Neutral.Rules, model.Moods is not null, model.Whole is not null)));
        writer.Write(MemoryMarshal.AsBytes(model.DenseWeights.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(grams.Index.Slots));
        writer.Write(MemoryMarshal.AsBytes(grams.Rows.AsSpan()));
        if (model.Whole is { } whole) WholeFile.Write(whole, writer);
        if (model.Moods is { } moods) MoodFile.Write(moods.Model, writer);
    });

    /// <exception cref="ModelException">Missing, damaged, or made by another version of the program.</exception>
    public static ScorerModel Load(string path) => Container.Load(path, reader => Read(path, reader));

    /// <inheritdoc cref="Load"/>
    public static ScorerModel Unpack(string name, byte[] file) => Container.Unpack(name, file, reader => Read(name, reader));

    private static ScorerModel Read(string path, BinaryReader reader)
    {
        var header = JsonSerializer.Deserialize<Header>(reader.ReadString())!;
        if (!header.Features.SequenceEqual(FeatureNames, StringComparer.Ordinal)) throw Container.Refuse(path, "reads other signals, measures or views than this program finds");
        return new ScorerModel
        {
            Origin = header.Origin,
            Scale = header.Scale,
            UsualPoints = header.UsualPoints,
            DenseWeights = reader.ReadArray<float>(header.DenseWeights),
            Grams = new(FeatureIndex.FromSlots(reader.ReadArray<uint>(header.Slots)), reader.ReadArray<sbyte>(header.Rows), header.Steps),
            Neutral = new(header.Neutral ?? []),
            Whole = header.HasWhole ? WholeFile.Read(reader) : null,
            Criteria = [.. header.Criteria.Select(c => new CriterionModel(
                c.Criterion, c.Lessons, c.Strength, c.Rich, new(OrdinalTarget.Scores, c.Means, c.Scales, c.Weights), new(c.PooledMass, c.GroupMass)))],
            Moods = header.HasMoods ? new(MoodFile.Read(path, reader)) : null,
        };
    }

    /// <summary>What the features are; a scorer of other ones cannot be read.</summary>
    private static string[] FeatureNames => [.. Circumstances.All.Select(c => c.Name.En), .. TagRecency.Tags, .. ConversationViews.Names];

    private sealed record Header(
        ScorerOrigin Origin, string[] Features, DenseScale Scale, double[] UsualPoints, float[] Steps, int DenseWeights, int Slots, int Rows, Part[] Criteria,
        IReadOnlyList<SwapRule>? Neutral, bool HasMoods, bool HasWhole);

    private sealed record Part(
        string Criterion, int Lessons, double Strength, bool Rich, double[] Means, double[] Scales, double[] Weights, double PooledMass, Dictionary<string, double> GroupMass);
}
