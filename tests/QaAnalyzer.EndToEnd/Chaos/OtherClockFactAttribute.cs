namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>Needs a PostgreSQL server and a clock that can be wrong; skipped with the reason where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OtherClockFactAttribute : FactAttribute
{
    public OtherClockFactAttribute() => Skip = new PostgresFactAttribute().Skip ?? OtherClock.Lack;
}
