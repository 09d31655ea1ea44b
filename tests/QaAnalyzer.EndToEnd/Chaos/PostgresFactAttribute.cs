namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>Needs the programs of a PostgreSQL server; skipped with the reason where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PrivatePostgres.Programs is null) Skip = "no PostgreSQL server is installed here";
    }
}

/// <summary>The same for a test of several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = new PostgresFactAttribute().Skip;
}
