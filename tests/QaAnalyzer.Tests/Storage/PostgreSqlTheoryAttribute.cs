namespace QaAnalyzer.Tests.Storage;

/// <summary>A theory that needs a PostgreSQL server whatever our own database is; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute()
    {
        if (Databases.Kinds.Count == 1) Skip = "there is no PostgreSQL server here";
    }
}
