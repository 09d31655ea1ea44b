using System.Runtime.InteropServices;

namespace QaAnalyzer.Data;

/// <summary>Arrays of plain numbers in model files, as they lie in memory.</summary>
internal static class BinaryArrays
{
    /// <exception cref="EndOfStreamException">Fewer are left.</exception>
    public static T[] ReadArray<T>(this BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
