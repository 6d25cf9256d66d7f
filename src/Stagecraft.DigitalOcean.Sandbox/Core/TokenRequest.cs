namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>What the API reads from the headers and the query of a request.</summary>
internal static class TokenRequest
{
    private const string Bearer = "Bearer ";

    extension(ApiRequest request)
    {
        /// <summary>The token of the Authorization header; empty without one.</summary>
        public string Token =>
            request.Header("Authorization") is { } authorization && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? authorization[Bearer.Length..].Trim()
                : "";

        /// <summary>The header <c>X-Dangerous</c>, which confirms a request that deletes more than it names.</summary>
        public string? Dangerous => request.Header("X-Dangerous");

        public QueryString Query => new(request.QueryText);
    }
}
