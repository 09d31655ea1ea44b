namespace QaAnalyzer.Data;

/// <summary>A data file that users edit says something that cannot be used: where, what, and how to mend it.</summary>
public sealed class DataFileException(IReadOnlyList<DataProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public DataFileException(DataProblem problem)
        : this([problem])
    {
    }

    public IReadOnlyList<DataProblem> Problems { get; } = problems;
}

/// <summary>One problem of a data file.</summary>
/// <param name="File">File name as given.</param>
/// <param name="Line">1-based line.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Mend">What to do.</param>
public sealed record DataProblem(string File, long Line, string What, string Mend)
{
    public override string ToString() => $"{File} line {Line}: {What}. {Mend}.";
}
