using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.App;

/// <summary>The tagger engines that were compiled in.</summary>
internal static class TaggerEngines
{
    /// <summary>Engine names that need a build property, and the property.</summary>
    private static readonly Dictionary<string, string> Optional = new(StringComparer.OrdinalIgnoreCase) { ["mlnet"] = "-p:MlNet=true" };

    public static IReadOnlyList<TaggerEngine> All { get; } =
    [
        TaggerEngine.Builtin,
#if MLNET
        MlNet.MlNetTagger.Engine,
#endif
    ];

    /// <param name="name">Upper and lower case are the same.</param>
    /// <param name="source">The setting or option that names it, for the message.</param>
    /// <exception cref="CommandException">There is no such engine, or this program was built without it.</exception>
    public static TaggerEngine Find(string name, string source)
    {
        if (All.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase)) is { } engine) return engine;
        throw new CommandException(Optional.TryGetValue(name, out var property)
            ? $"{source} names the tagger engine {name}, but this program was built without it. Build it with {property} (the container image has it), or use builtin."
            : $"{source} names no tagger engine: \"{name}\". Use {string.Join(", ", All.Select(e => e.Name))} or phrases.");
    }
}
