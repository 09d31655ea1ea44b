using System.Globalization;
using System.Text;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>Writes a reason part by part in both languages. Reused; not thread-safe.</summary>
internal sealed class ReasonWriter
{
    private readonly StringBuilder _zh = new();
    private readonly StringBuilder _en = new();

    /// <summary>Begins a part of the sentence; an empty one is left out.</summary>
    public void Part(Sentence words)
    {
        if (words.En.Length == 0) return;
        Join("；", "; ", _en.Length == 0);
        Append(words);
    }

    /// <summary>Adds an item to the list that the part began with.</summary>
    public void Item(Sentence name, double points, bool isFirst)
    {
        var told = points.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);
        Join("、", ", ", isFirst);
        Append(name);
        _zh.Append('（').Append(told).Append('）');
        _en.Append(" (").Append(told).Append(')');
    }

    /// <summary>All that was written; the next reason begins empty.</summary>
    public Sentence Take()
    {
        var reason = new Sentence(_zh.ToString(), _en.ToString());
        _zh.Clear();
        _en.Clear();
        return reason;
    }

    private void Join(string zh, string en, bool isFirst)
    {
        if (!isFirst) Append(new(zh, en));
    }

    private void Append(Sentence words)
    {
        _zh.Append(words.Zh);
        _en.Append(words.En);
    }
}
