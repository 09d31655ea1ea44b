using Microsoft.Net.Http.Headers;

namespace QaAnalyzer.App.Api;

/// <summary>Lets a request through whose key has the role; the key is then at hand as <see cref="Key"/>.</summary>
internal sealed class KeyFilter(string role) : IEndpointFilter
{
    private static readonly object Item = new();

    public static ApiKey Key(HttpContext http) => (ApiKey)http.Items[Item]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var keys = http.RequestServices.GetRequiredService<ApiKeyStore>();
        if (Bearer(http.Request) is not { } text || await keys.CheckAsync(text, http.RequestAborted) is not { } key)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return ApiProblem.Of(
                401, "No valid key", "Send the header \"Authorization: Bearer KEY\" with a key that \"qa api-key create\" printed and nobody revoked.");
        }

        if (key.Role != role)
            return ApiProblem.Of(403, "Not with this key", $"This key has the role \"{key.Role}\"; this address needs a key of the role \"{role}\".");
        http.Items[Item] = key;
        return await next(context);
    }

    private static string? Bearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
