using System.Globalization;

namespace QaAnalyzer.App.Api;

/// <summary>Refusals of whole requests as RFC 9457 problem documents.</summary>
internal static class ApiProblem
{
    public static IResult Of(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);

    /// <summary>Not now: tells when to come again.</summary>
    public static IResult Later(HttpContext http, int status, string title, string detail, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Of(status, title, detail);
    }
}
