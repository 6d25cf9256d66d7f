namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>An Authorization header of signature version 4.</summary>
/// <param name="AccessKey">The access key ID.</param>
/// <param name="Date">The date of the scope, <c>yyyyMMdd</c>.</param>
/// <param name="Region">The region of the scope.</param>
/// <param name="Service">The service of the scope.</param>
/// <param name="SignedHeaders">The names of the signed headers, in order.</param>
/// <param name="Signature">The signature in hex.</param>
internal sealed record CredentialScope(
    string AccessKey, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public string Text => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>The scope of a header; null if it is not one of signature version 4.</summary>
    public static CredentialScope? Parse(string? header)
    {
        if (header is null || !header.StartsWith($"{Algorithm} ", StringComparison.Ordinal))
        {
            return null;
        }

        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach (string part in header[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parts[part[..equals]] = part[(equals + 1)..];
            }
        }

        string[] scope = parts.GetValueOrDefault("Credential", "").Split('/');
        return scope.Length == 5 && scope[4] == "aws4_request"
            && parts.TryGetValue("SignedHeaders", out string? names) && parts.TryGetValue("Signature", out string? signature)
                ? new CredentialScope(scope[0], scope[1], scope[2], scope[3], names.Split(';'), signature)
                : null;
    }
}
