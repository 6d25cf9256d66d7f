using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Aws.Sandbox.Tests.Support;

/// <summary>Signs requests with version 4: an implementation of its own.</summary>
internal sealed record Signer(string AccessKey = "AKIATEST", string Secret = "test")
{
    public string Region { get; init; } = "us-east-1";

    public string Service { get; init; } = "ec2";

    public string? SessionToken { get; init; }

    public void Sign(HttpRequestMessage request, byte[] body, DateTimeOffset time)
    {
        string stamp = time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string scope = $"{stamp[..8]}/{Region}/{Service}/aws4_request";
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["host"] = request.RequestUri!.Authority,
            ["x-amz-date"] = stamp,
        };
        request.Headers.TryAddWithoutValidation("x-amz-date", stamp);
        if (SessionToken is not null)
        {
            headers["x-amz-security-token"] = SessionToken;
            request.Headers.TryAddWithoutValidation("x-amz-security-token", SessionToken);
        }

        string names = string.Join(';', headers.Keys);
        string query = string.Join('&', request.RequestUri.Query.TrimStart('?').Split('&').Order(StringComparer.Ordinal));
        string canonical = $"{request.Method}\n/\n{query}\n"
            + string.Concat(headers.Select(pair => $"{pair.Key}:{pair.Value}\n")) + $"\n{names}\n{Hex(SHA256.HashData(body))}";
        string text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] key = scope.Split('/').Aggregate(
            Encoding.UTF8.GetBytes($"AWS4{Secret}"), (last, part) => HMACSHA256.HashData(last, Encoding.UTF8.GetBytes(part)));
        string signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
