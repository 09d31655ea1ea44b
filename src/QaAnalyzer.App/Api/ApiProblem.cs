using System.Globalization;

namespace QaAnalyzer.App.Api;

/// <summary>Refusals of whole requests as RFC 9457 problem documents.</summary>
internal static class ApiProblem
{
    public static IResult Of(int status, string title, string detail, string? limit = null) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: limit is null ? null : [KeyValuePair.Create<string, object?>("limit", limit)]);

    /// <summary>Not now: tells when to come again, and as <c>limit</c> which limit is reached.</summary>
    public static IResult Later(HttpContext http, int status, string title, string detail, TimeSpan wait, string? limit = null)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Of(status, title, detail, limit);
    }
}
