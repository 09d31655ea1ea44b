using System.Runtime.InteropServices;
using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Data;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>A trained tagger: two quantised tables and what turns sums into decisions. Immutable; shared by all threads.</summary>
internal sealed class TaggerModel
{
    private static readonly ChecksummedFile Container = new("QATAGGER", 1, "tagger model", "Restore the folder models from the release, or rebuild it with `qa train tagger`.");

    private readonly WeightTable _agent;
    private readonly WeightTable _customer;
    private readonly TagDecision[][] _decisions;

    public TaggerModel(string id, double lengthPower, WeightTable agent, WeightTable customer, TagDecision[][] decisions)
    {
        Id = id;
        LengthPower = lengthPower;
        _agent = agent;
        _customer = customer;
        _decisions = decisions;
    }

    public string Id { get; }

    public double LengthPower { get; }

    public static TaggerModel Of(string id, TrainedTagger trained) => new(
        id,
        trained.Settings.Trainer.LengthPower,
        WeightTable.Quantize(trained.Agent),
        WeightTable.Quantize(trained.Customer),
        [.. trained.Agent.Decisions, .. trained.Customer.Decisions]);

    public WeightTable Table(Speaker speaker) => speaker == Speaker.Agent ? _agent : _customer;

    public TagDecision Decision(int tag, bool chinese) => _decisions[tag][chinese ? 1 : 0];

    /// <summary>Writes header and tables.</summary>
    public void Save(string path) => Container.Save(path, writer =>
    {
        writer.Write(JsonSerializer.Serialize(new Header(Id, LengthPower, [.. TagVocabulary.Text], _decisions, Part.Of(_agent), Part.Of(_customer))));
        foreach (var table in (WeightTable[])[_agent, _customer])
        {
            writer.Write(MemoryMarshal.AsBytes(table.Index.Slots));
            writer.Write(MemoryMarshal.AsBytes(table.Rows.AsSpan()));
        }
    });

    /// <exception cref="ModelException">Missing, damaged, of another version, or made for other tags; the message says which and what to do.</exception>
    public static TaggerModel Load(string path) => Container.Load(path, reader =>
    {
        var header = JsonSerializer.Deserialize<Header>(reader.ReadString())!;
        if (!header.Tags.SequenceEqual(TagVocabulary.Text, StringComparer.Ordinal)) throw Container.Refuse(path, "was trained for other tags");
        return new TaggerModel(
            header.Id,
            header.LengthPower,
            Table(reader, Scoresheet.Agent, header.Agent),
            Table(reader, Scoresheet.Customer, header.Customer),
            header.Decisions);
    });

    private static WeightTable Table(BinaryReader reader, Scoresheet sheet, Part part)
    {
        var slots = new uint[part.Slots];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(slots.AsSpan()));
        var rows = new sbyte[part.Rows * sheet.Columns];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        return new(sheet, FeatureIndex.FromSlots(slots), rows, part.ColumnScales);
    }

    private sealed record Header(string Id, double LengthPower, string[] Tags, TagDecision[][] Decisions, Part Agent, Part Customer);

    private sealed record Part(int Slots, int Rows, float[] ColumnScales)
    {
        public static Part Of(WeightTable table) => new(table.Index.Slots.Length, table.Rows.Length / table.Sheet.Columns, table.ColumnScales);
    }
}
