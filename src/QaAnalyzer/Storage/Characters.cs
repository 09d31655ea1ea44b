using System.Globalization;

namespace QaAnalyzer.Storage;

/// <summary>Text put together for one column and used again for the next: nothing is allocated a value. One a thread.</summary>
internal sealed class Characters
{
    private const int LongestNumber = 32;

    [ThreadStatic]
    private static Characters? _own;

    private char[] _text = new char[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Text => _text.AsSpan(0, Length);

    /// <summary>This thread's, empty; what it held before is gone.</summary>
    public static Characters Empty()
    {
        _own ??= new();
        _own.Length = 0;
        return _own;
    }

    public void Add(char c) => Room(1)[Length++] = c;

    public void Add(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length).AsSpan(Length));
        Length += text.Length;
    }

    public void Add(int number)
    {
        if (number is >= 0 and < 10)
        {
            Add((char)('0' + number));
            return;
        }

        number.TryFormat(Room(LongestNumber).AsSpan(Length), out var written, provider: CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>As short as it comes back the same; the zero before a decimal point is left out.</summary>
    public void Add(double number)
    {
        if (number == (int)number && !double.IsNegative(number))
        {
            Add((int)number);
            return;
        }

        if (TryAddShare(number)) return;
        var to = Room(LongestNumber).AsSpan(Length);
        number.TryFormat(to, out var written, "R", CultureInfo.InvariantCulture);
        if (written > 2 && to[0] == '0' && to[1] == '.') to[1..written--].CopyTo(to);
        Length += written;
    }

    /// <summary>Probabilities and shares have four digits, and so most numbers end here: .0397.</summary>
    private bool TryAddShare(double number)
    {
        var digits = (int)Math.Round(number * 10_000);
        if (digits is <= 0 or >= 10_000 || digits / 10_000.0 != number) return false;
        Add('.');
        for (var place = 1_000; digits > 0; place /= 10)
        {
            Add((char)('0' + (digits / place)));
            digits %= place;
        }

        return true;
    }

    private char[] Room(int more)
    {
        if (_text.Length < Length + more) Array.Resize(ref _text, Math.Max(_text.Length * 2, Length + more));
        return _text;
    }
}
