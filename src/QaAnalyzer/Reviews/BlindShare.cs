using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace QaAnalyzer.Reviews;

/// <summary>
/// Which items are reviewed without seeing the draft, so that agreement with it can be told from following it. Decided by a hash of conversation
/// and rubric: the same item is blind for everybody, on every machine, at any time.
/// </summary>
public sealed class BlindShare
{
    private readonly double _share;

    /// <param name="share">From 0, none, to 1, all.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public BlindShare(double share)
    {
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "expected a share from 0 to 1");
        _share = share;
    }

    public bool Covers(string conversationId, string rubric)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{conversationId}\n{rubric}"), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash) / (double)ulong.MaxValue < _share;
    }
}
