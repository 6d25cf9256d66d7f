using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>Signature version 4, in the header form.</summary>
internal static class Signature
{
    /// <summary>Whether the signature of a request is the one that the secret gives.</summary>
    public static bool IsValid(ApiRequest request, CredentialScope scope, string secret)
    {
        string hash = Hex(SHA256.HashData(request.Body.Span));
        if (request.Header("x-amz-content-sha256") is { } declared && declared != hash)
        {
            return false;
        }

        string text = string.Join(
            '\n',
            CredentialScope.Algorithm,
            request.Header("x-amz-date"),
            scope.Text,
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalRequest(request, scope, hash)))));
        byte[] key = Encoding.UTF8.GetBytes($"AWS4{secret}");
        foreach (string part in new[] { scope.Date, scope.Region, scope.Service, "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        string expected = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(scope.Signature));
    }

    private static string CanonicalRequest(ApiRequest request, CredentialScope scope, string hash)
    {
        StringBuilder text = new StringBuilder();
        text.Append(request.Method).Append('\n');
        text.AppendJoin('/', request.Path.Split('/').Select(Uri.EscapeDataString)).Append('\n');
        text.AppendJoin('&', FormText.Pairs(request.QueryText.Replace("+", "%2B", StringComparison.Ordinal))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
            .Order(StringComparer.Ordinal)).Append('\n');
        foreach (string name in scope.SignedHeaders)
        {
            string value = string.Join(' ', (request.Header(name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        text.Append('\n').AppendJoin(';', scope.SignedHeaders).Append('\n').Append(hash);
        return text.ToString();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
