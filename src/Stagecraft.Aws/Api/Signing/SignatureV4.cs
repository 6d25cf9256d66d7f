using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Aws.Api.Signing;

/// <summary>Signature version 4 of a request (spec aws.md 1.2).</summary>
internal static class SignatureV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The value of the header <c>x-amz-date</c>.</summary>
    public static string DateHeader(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    /// <param name="request">The request, with its header <c>x-amz-date</c>.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="time">The time in <c>x-amz-date</c>.</param>
    /// <param name="region">The region of the service.</param>
    /// <param name="service">The signing name of the service.</param>
    public static string Authorization(SignableRequest request, AwsKeys keys, DateTimeOffset time, string region, string service)
    {
        (string Name, string Value)[] headers =
        [
            .. request.Headers.Select(h => (Name: h.Key.ToLowerInvariant(), Value: Folded(h.Value)))
                .OrderBy(h => h.Name, StringComparer.Ordinal),
        ];
        string names = string.Join(';', headers.Select(h => h.Name));
        string canonical = string.Join(
            '\n',
            request.Method,
            CanonicalPath(request.Path),
            CanonicalQuery(request.Query),
            string.Concat(headers.Select(h => $"{h.Name}:{h.Value}\n")),
            names,
            Hex(SHA256.HashData(request.Body.Span)));
        string date = DateHeader(time);
        string scope = $"{date[..8]}/{region}/{service}/aws4_request";
        string text = $"{Algorithm}\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] key = new[] { date[..8], region, service, "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + keys.SecretKey), Hash);
        return $"{Algorithm} Credential={keys.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={Hex(Hash(key, text))}";
    }

    // Each segment is encoded a second time, by every service except S3.
    private static string CanonicalPath(string path) =>
        path.Length == 0 ? "/" : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string CanonicalQuery(string query) =>
        string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Select(p => (Name: Encoded(p[0]), Value: p.Length == 2 ? Encoded(p[1]) : ""))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}"));

    private static string Encoded(string part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));

    private static string Folded(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
