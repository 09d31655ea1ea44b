using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// Feature hash → row of the weight table. One 32-bit word a slot: 15 bits of the hash to tell features apart, 17 bits of row number; a feature
/// stands in its own slot or in the next that was free. Most n-grams of a new text are unknown; they cost one look at four slots of this small
/// table, with no branch that cannot be foreseen, and never touch the weights.
/// </summary>
internal sealed class FeatureIndex
{
    private const int RowBits = 17;
    private const uint RowMask = (1u << RowBits) - 1;

    /// <summary>Most rows that an entry can name.</summary>
    public const int MostRows = (1 << RowBits) - 1;

    /// <summary>The slots, a power of two, and the first of them again: four may be read from any.</summary>
    private readonly uint[] _slots;
    private readonly int _count;
    private readonly int _shift;

    private FeatureIndex(uint[] slots)
    {
        _count = slots.Length;
        _shift = ShiftOf(slots.Length);
        _slots = [.. slots, .. Enumerable.Range(0, Vector128<uint>.Count).Select(i => slots[i % slots.Length])];
    }

    /// <summary>The slots as stored in a model file.</summary>
    public ReadOnlySpan<uint> Slots => _slots.AsSpan(0, _count);

    /// <summary>Numbers the hashes in the order given. Hashes that cannot be told apart share the first one's row.</summary>
    public static FeatureIndex Of(IReadOnlyList<uint> hashes)
    {
        if (hashes.Count > MostRows) throw new ArgumentException($"{hashes.Count} features, at most {MostRows}", nameof(hashes));
        var slots = new uint[int.Max(2, (int)BitOperations.RoundUpToPowerOf2((uint)hashes.Count * 2))];
        for (var row = 0; row < hashes.Count; row++)
        {
            var slot = (int)(hashes[row] >> ShiftOf(slots.Length));
            while (slots[slot] != 0 && !IsOf(slots[slot], hashes[row])) slot = (slot + 1) & (slots.Length - 1);
            if (slots[slot] == 0) slots[slot] = (hashes[row] << RowBits) | (uint)(row + 1);
        }

        return new(slots);
    }

    public static FeatureIndex FromSlots(uint[] slots) => new(slots);

    /// <summary>Row of a feature, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint hash)
    {
        // The high bits choose the slot, the low bits tell apart. What stands behind a free slot belongs to others.
        var home = (int)(hash >> _shift);
        var slots = Vector128.Create(_slots.AsSpan(home, Vector128<uint>.Count));
        var free = Vector128.Equals(slots, Vector128<uint>.Zero).ExtractMostSignificantBits();
        var same = Vector128.Equals(slots & Vector128.Create(~RowMask), Vector128.Create(hash << RowBits)).ExtractMostSignificantBits() & (free - 1) & ~free;
        if ((same | free) == 0) return FindBehind(hash, home + Vector128<uint>.Count);
        var row = (int)(_slots[home + BitOperations.TrailingZeroCount(same | 8)] & RowMask) - 1;
        return same != 0 ? row : -1;
    }

    /// <summary>Four taken slots in a row are rare.</summary>
    private int FindBehind(uint hash, int slot)
    {
        for (slot &= _count - 1; _slots[slot] != 0; slot = (slot + 1) & (_count - 1))
        {
            if (IsOf(_slots[slot], hash)) return (int)(_slots[slot] & RowMask) - 1;
        }

        return -1;
    }

    private static bool IsOf(uint entry, uint hash) => (entry & ~RowMask) == hash << RowBits;

    private static int ShiftOf(int slots) => 32 - int.Log2(slots);
}
