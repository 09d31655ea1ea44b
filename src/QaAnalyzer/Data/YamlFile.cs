using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace QaAnalyzer.Data;

/// <summary>A YAML file read as nodes that know their line, so that every complaint can name it.</summary>
public sealed class YamlFile
{
    private YamlFile(string name, YamlNode root)
    {
        Name = name;
        Root = new(this, root);
    }

    public string Name { get; }

    public YamlValue Root { get; }

    /// <summary>Complaints about values that could not be used; collected so that a lint shows all at once.</summary>
    public List<DataProblem> Problems { get; } = [];

    /// <exception cref="DataFileException">Not YAML at all, or empty.</exception>
    public static YamlFile Parse(string name, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0) throw new DataFileException(new DataProblem(name, 1, "the file is empty", "Write the keys that the README beside it lists"));
            return new(name, stream.Documents[0].RootNode);
        }
        catch (YamlException e)
        {
            throw new DataFileException(new DataProblem(name, e.Start.Line, $"not YAML: {e.Message}", "Check the indentation and quote texts that contain ': ' or start with a sign"));
        }
    }

    public static YamlFile Load(string path) => Parse(Path.GetFileName(path), File.ReadAllText(path));

    public void Complain(long line, string what, string mend) => Problems.Add(new(Name, line, what, mend));

    /// <exception cref="DataFileException">There were complaints.</exception>
    public void ThrowIfProblems()
    {
        if (Problems.Count > 0) throw new DataFileException(Problems);
    }
}
