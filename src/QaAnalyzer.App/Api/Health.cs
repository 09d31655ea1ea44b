using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Api;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database does, too.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => "live").AllowAnonymous();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(Database database, ILoggerFactory logs, CancellationToken cancel)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancel);
            await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM migrations");
            return Results.Text("ready");
        }
        catch (System.Data.Common.DbException error)
        {
            logs.CreateLogger("QaAnalyzer.Health").LogError(error, "The database does not answer");
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
