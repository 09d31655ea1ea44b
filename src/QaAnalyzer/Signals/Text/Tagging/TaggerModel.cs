using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>A trained tagger: two quantised tables and what turns sums into decisions. Immutable; shared by all threads.</summary>
internal sealed class TaggerModel
{
    private const int FormatVersion = 1;
    private static readonly byte[] Magic = "QATAGGER"u8.ToArray();

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

    /// <summary>Writes header, tables and a SHA-256 over both.</summary>
    public void Save(string path)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(FormatVersion);
            writer.Write(JsonSerializer.Serialize(new Header(Id, LengthPower, [.. TagVocabulary.Text], _decisions, Part.Of(_agent), Part.Of(_customer))));
            foreach (var table in (WeightTable[])[_agent, _customer])
            {
                writer.Write(MemoryMarshal.AsBytes(table.Index.Slots));
                writer.Write(MemoryMarshal.AsBytes(table.Rows.AsSpan()));
            }
        }

        var content = buffer.ToArray();
        File.WriteAllBytes(path, [.. content, .. SHA256.HashData(content)]);
    }

    /// <exception cref="ModelException">Missing, damaged, of another version, or made for other tags; the message says which and what to do.</exception>
    public static TaggerModel Load(string path)
    {
        if (!File.Exists(path)) throw new ModelException(path, "is missing");
        var file = File.ReadAllBytes(path);
        if (file.Length < Magic.Length + 4 + SHA256.HashSizeInBytes || !file.AsSpan().StartsWith(Magic)) throw new ModelException(path, "is not a tagger model");
        var version = BitConverter.ToInt32(file, Magic.Length);
        if (version != FormatVersion) throw new ModelException(path, $"has format version {version}, this program reads {FormatVersion}");
        var content = file.AsSpan(0, file.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(file.AsSpan(content.Length))) throw new ModelException(path, "is damaged: its checksum does not fit");
        return Read(path, file, content.Length);
    }

    private static TaggerModel Read(string path, byte[] file, int length)
    {
        using var reader = new BinaryReader(new MemoryStream(file, Magic.Length + 4, length - Magic.Length - 4));
        var header = JsonSerializer.Deserialize<Header>(reader.ReadString())!;
        if (!header.Tags.SequenceEqual(TagVocabulary.Text, StringComparer.Ordinal)) throw new ModelException(path, "was trained for other tags");
        return new(
            header.Id,
            header.LengthPower,
            Table(reader, Scoresheet.Agent, header.Agent),
            Table(reader, Scoresheet.Customer, header.Customer),
            header.Decisions);
    }

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

/// <summary>A model file cannot be used.</summary>
public sealed class ModelException(string path, string what, string rebuild = "qa train tagger")
    : Exception($"The model {path} {what}. Restore the folder models from the release, or rebuild it with `{rebuild}`.");
