namespace QaAnalyzer.Learning.Features;

/// <summary>Counts hashes. Cleared by a stamp, so that nothing is allocated or wiped between texts. Reused; not thread-safe.</summary>
internal sealed class GramCounter
{
    private Slot[] _slots = new Slot[4096];
    private int[] _used = new int[2048];
    private int _stamp = 1;

    /// <summary>Distinct hashes.</summary>
    public int Count { get; private set; }

    /// <summary>Distinct hashes in the order in which they first came, with their counts.</summary>
    public (uint Hash, int Times) this[int index] => (_slots[_used[index]].Hash, _slots[_used[index]].Times);

    public void Clear() => (_stamp, Count) = (_stamp + 1, 0);

    /// <summary>Counts once more; returns the index of the hash.</summary>
    public int Add(uint hash)
    {
        if (Count * 2 == _slots.Length) Grow();
        var at = (int)(hash & (_slots.Length - 1));
        while (_slots[at].Stamp == _stamp)
        {
            if (_slots[at].Hash == hash)
            {
                _slots[at].Times++;
                return _slots[at].Index;
            }

            at = (at + 1) & (_slots.Length - 1);
        }

        _slots[at] = new() { Hash = hash, Times = 1, Stamp = _stamp, Index = Count };
        _used[Count] = at;
        return Count++;
    }

    private void Grow()
    {
        var old = (Slots: _slots, Used: _used, Count);
        _slots = new Slot[old.Slots.Length * 2];
        _used = new int[old.Used.Length * 2];
        for (var i = 0; i < old.Count; i++)
        {
            var slot = old.Slots[old.Used[i]];
            var at = (int)(slot.Hash & (_slots.Length - 1));
            while (_slots[at].Stamp == _stamp) at = (at + 1) & (_slots.Length - 1);
            _slots[at] = slot;
            _used[i] = at;
        }
    }

    private struct Slot
    {
        public uint Hash;
        public int Times;
        public int Stamp;
        public int Index;
    }
}
