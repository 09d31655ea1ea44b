using QaAnalyzer.Data;

namespace QaAnalyzer.Rubrics;

/// <summary>The rubrics of a folder. A name without version means its newest.</summary>
public sealed class RubricCatalog
{
    private readonly Dictionary<string, Rubric> _byId;

    public RubricCatalog(IEnumerable<Rubric> rubrics) => _byId = rubrics.ToDictionary(r => r.Id, StringComparer.Ordinal);

    public IReadOnlyCollection<Rubric> All => [.. _byId.Values.OrderBy(r => r.Id, StringComparer.Ordinal)];

    /// <exception cref="DataFileException">A rubric cannot be used; every problem of every file is named.</exception>
    public static RubricCatalog Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DataFileException(new DataProblem(folder, 1, "the folder of rubrics is missing", "Restore data/rubrics beside the program or set QA_Data to the folder that holds it"));
        var rubrics = new List<Rubric>();
        var problems = new List<DataProblem>();
        foreach (var path in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            try
            {
                rubrics.Add(RubricFile.Load(path));
            }
            catch (DataFileException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        if (problems.Count > 0) throw new DataFileException(problems);
        return new(rubrics);
    }

    /// <summary>By id, or by name alone; null when there is none.</summary>
    public Rubric? Find(string id) => _byId.TryGetValue(id, out var rubric)
        ? rubric
        : _byId.Values.Where(r => r.Family == id).MaxBy(r => int.Parse(r.Id.AsSpan(r.Family.Length + 2), System.Globalization.CultureInfo.InvariantCulture));
}
