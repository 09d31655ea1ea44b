using System.Security.Cryptography;
using System.Text;

namespace QaAnalyzer.Data;

/// <summary>Model files: eight characters that name the kind, a format version, the content, and a SHA-256 over all of it.</summary>
/// <param name="Magic">Eight ASCII characters.</param>
/// <param name="Version">Format version that this program writes and reads.</param>
/// <param name="Kind">What the file is, for messages.</param>
/// <param name="Remedy">What to do about one that cannot be used.</param>
internal sealed record ChecksummedFile(string Magic, int Version, string Kind, string Remedy)
{
    public void Save(string path, Action<BinaryWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Encoding.ASCII.GetBytes(Magic));
            writer.Write(Version);
            write(writer);
        }

        var content = buffer.ToArray();
        File.WriteAllBytes(path, [.. content, .. SHA256.HashData(content)]);
    }

    /// <summary>The content, checked.</summary>
    /// <exception cref="ModelException">Missing, damaged, of another kind or version; the message says which and what to do.</exception>
    public T Load<T>(string path, Func<BinaryReader, T> read)
    {
        if (!File.Exists(path)) throw Refuse(path, "is missing");
        var file = File.ReadAllBytes(path);
        var head = Magic.Length + sizeof(int);
        if (file.Length < head + SHA256.HashSizeInBytes || !file.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Magic))) throw Refuse(path, $"is not a {Kind}");
        var version = BitConverter.ToInt32(file, Magic.Length);
        if (version != Version) throw Refuse(path, $"has format version {version}, this program reads {Version}");
        var content = file.AsSpan(0, file.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(file.AsSpan(content.Length))) throw Refuse(path, "is damaged: its checksum does not fit");
        using var reader = new BinaryReader(new MemoryStream(file, head, content.Length - head));
        return read(reader);
    }

    public ModelException Refuse(string path, string what) => new(path, what, Remedy);
}

/// <summary>A model file cannot be used.</summary>
public sealed class ModelException(string path, string what, string remedy) : Exception($"The model {path} {what}. {remedy}");
