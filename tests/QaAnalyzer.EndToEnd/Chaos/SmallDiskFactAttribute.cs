namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>Needs to mount a disk of a few megabytes; skipped with the reason where it may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Lack;

    /// <summary>True for one that needs the programs of a PostgreSQL server, too.</summary>
    public bool WithPostgres
    {
        get;
        init
        {
            field = value;
            if (value) Skip ??= new PostgresFactAttribute().Skip;
        }
    }
}
