using System.Data;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>Short lists of ids that a column holds as JSON. Lists that a statement looks through are arrays, which Dapper spreads.</summary>
internal sealed class JsonList : SqlMapper.TypeHandler<IReadOnlyList<string>>
{
    public override void SetValue(IDbDataParameter parameter, IReadOnlyList<string>? value) => parameter.Value = StoredJson.Write(value ?? []);

    public override IReadOnlyList<string> Parse(object value) => StoredJson.Read<List<string>>((string)value);
}
