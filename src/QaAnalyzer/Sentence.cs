namespace QaAnalyzer;

/// <summary>One sentence for people, in both languages of the product.</summary>
public readonly record struct Sentence(string Zh, string En)
{
    public static Sentence Empty { get; } = new("", "");

    public string In(bool chinese) => chinese ? Zh : En;

    /// <summary>One sentence of several; what is empty or was said before is left out.</summary>
    public static Sentence Join(IEnumerable<Sentence> parts)
    {
        var said = new List<Sentence>();
        foreach (var part in parts)
        {
            if (part.En.Length > 0 && !said.Contains(part)) said.Add(part);
        }

        return said switch
        {
            [] => Empty,
            [var alone] => alone,
            [var first, var second] => new(first.Zh + "；" + second.Zh, first.En + "; " + second.En),
            _ => new(string.Join("；", said.Select(p => p.Zh)), string.Join("; ", said.Select(p => p.En))),
        };
    }
}
