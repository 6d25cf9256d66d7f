using System.Globalization;
using System.Net.Http.Headers;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Reads response headers. A missing or invalid value is null: headers never make a response fail.</summary>
internal static class HeaderReader
{
    public static RateLimitHeaders RateLimits(HttpResponseHeaders headers) => new(
        (int?)Number(headers, "ratelimit-limit", int.MaxValue),
        (int?)Number(headers, "ratelimit-remaining", int.MaxValue),
        UntilReset(headers),
        RetryAfter(headers));

    public static string? RequestId(HttpResponseHeaders headers) => First(headers, "x-request-id") ?? First(headers, "x-amzn-requestid");

    private static TimeSpan? UntilReset(HttpResponseHeaders headers)
    {
        // The last second of the year 9999.
        const long latest = 253402300799;
        return Number(headers, "ratelimit-reset", latest) is { } reset && headers.Date is { } now
            ? DateTimeOffset.FromUnixTimeSeconds(reset) - now
            : null;
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when headers.Date is { } now => date - now,
        _ => null,
    };

    private static long? Number(HttpResponseHeaders headers, string name, long most) =>
        long.TryParse(First(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= most
            ? value
            : null;

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
