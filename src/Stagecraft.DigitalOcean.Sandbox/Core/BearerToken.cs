namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>The token in an Authorization header.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Empty where there is none.</summary>
    public static string Of(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : "";
}
