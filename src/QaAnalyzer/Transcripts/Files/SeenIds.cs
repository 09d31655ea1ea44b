using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace QaAnalyzer.Transcripts.Files;

/// <summary>Remembers ids in 16 bytes each (the first half of SHA-256), so that a run of millions stays small.</summary>
internal sealed class SeenIds
{
    private readonly HashSet<UInt128> seen = [];

    /// <summary>False when the id was added before.</summary>
    public bool Add(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return seen.Add(BinaryPrimitives.ReadUInt128LittleEndian(hash));
    }
}
