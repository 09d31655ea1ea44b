namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>
/// Feature hash → row of the weight table. One 32-bit word a slot: 15 bits of the hash to tell features apart, 17 bits of row number. Most
/// n-grams of a new text are unknown; they cost one look into this small table and never touch the weights.
/// </summary>
internal sealed class FeatureIndex
{
    private const int RowBits = 17;
    private const uint RowMask = (1u << RowBits) - 1;

    /// <summary>Most rows that an entry can name.</summary>
    public const int MostRows = (1 << RowBits) - 1;

    private readonly uint[] _slots;
    private readonly int _shift;

    private FeatureIndex(uint[] slots)
    {
        _slots = slots;
        _shift = 32 - int.Log2(slots.Length);
    }

    /// <summary>The slots as stored in a model file.</summary>
    public ReadOnlySpan<uint> Slots => _slots;

    /// <summary>Numbers the hashes in the order given. Hashes that cannot be told apart share the first one's row.</summary>
    public static FeatureIndex Of(IReadOnlyList<uint> hashes)
    {
        if (hashes.Count > MostRows) throw new ArgumentException($"{hashes.Count} features, at most {MostRows}", nameof(hashes));
        var index = new FeatureIndex(new uint[int.Max(2, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)hashes.Count * 2))]);
        for (var row = 0; row < hashes.Count; row++)
        {
            if (index.Find(hashes[row]) >= 0) continue;
            var slot = index.Home(hashes[row]);
            while (index._slots[slot] != 0) slot = (slot + 1) & (index._slots.Length - 1);
            index._slots[slot] = (hashes[row] << RowBits) | (uint)(row + 1);
        }

        return index;
    }

    public static FeatureIndex FromSlots(uint[] slots) => new(slots);

    /// <summary>Row of a feature, or -1.</summary>
    public int Find(uint hash) => Find(hash, FirstEntry(hash));

    /// <summary>What stands in the feature's own slot; asked for many features ahead of <see cref="Find(uint, uint)"/>, their cache misses overlap.</summary>
    public uint FirstEntry(uint hash) => _slots[Home(hash)];

    /// <summary>Row of a feature whose <see cref="FirstEntry"/> is known, or -1.</summary>
    public int Find(uint hash, uint entry)
    {
        var key = hash << RowBits;
        for (var slot = Home(hash); entry != 0; entry = _slots[slot])
        {
            if ((entry & ~RowMask) == key) return (int)(entry & RowMask) - 1;
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return -1;
    }

    // The high bits choose the slot, the low bits tell apart.
    private int Home(uint hash) => (int)(hash >> _shift);
}
