using System.Data;
using System.Globalization;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>Moments are stored in UTC in both dialects; SQLite hands them back as text.</summary>
internal sealed class DapperTypes : SqlMapper.TypeHandler<DateTimeOffset>
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new DapperTypes());
        SqlMapper.AddTypeHandler(new JsonList());
        return true;
    });

    public static bool Register() => Registered.Value;

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();

    public override DateTimeOffset Parse(object value) => value switch
    {
        DateTimeOffset moment => moment,
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ => throw new DataException($"expected a moment, got {value.GetType().Name}"),
    };
}
