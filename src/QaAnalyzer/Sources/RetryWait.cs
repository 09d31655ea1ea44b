using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QaAnalyzer.Sources;

/// <summary>How long a source is left alone after failed pulls: a minute, doubled with each, an hour at most, a quarter more or less.</summary>
internal static class RetryWait
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    /// <param name="failures">In a row, this one included.</param>
    /// <param name="source">Spreads sources that failed together over time, the same way each time.</param>
    /// <param name="asked">What the source asked for; never waits less.</param>
    public static TimeSpan After(int failures, string source, TimeSpan? asked)
    {
        var wait = First * Math.Pow(2, Math.Min(failures, 20) - 1);
        if (wait > Most) wait = Most;
        wait *= 0.75 + (0.5 * Spread($"{source}/{failures.ToString(CultureInfo.InvariantCulture)}"));
        return asked > wait ? asked.Value : wait;
    }

    private static double Spread(string text) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) / (double)uint.MaxValue;
}
