namespace QaAnalyzer;

/// <summary>One sentence for people, in both languages of the product.</summary>
public readonly record struct Sentence(string Zh, string En)
{
    public static Sentence Empty { get; } = new("", "");

    public string In(bool chinese) => chinese ? Zh : En;

    public static Sentence Join(IEnumerable<Sentence> parts)
    {
        var all = parts.Where(p => p.En.Length > 0).ToList();
        return new(string.Join("；", all.Select(p => p.Zh)), string.Join("; ", all.Select(p => p.En)));
    }
}
