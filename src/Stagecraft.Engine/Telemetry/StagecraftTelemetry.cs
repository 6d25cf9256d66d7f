namespace Stagecraft.Engine.Telemetry;

/// <summary>The names of the <see cref="System.Diagnostics.ActivitySource"/>, the <see cref="System.Diagnostics.Metrics.Meter"/> and the
/// log category. Without a listener they cost nothing. They never contain a token or user data.</summary>
public static class StagecraftTelemetry
{
    /// <summary>The source of spans: <c>plan</c> and <c>apply</c>, and below <c>apply</c> its phases <c>prepare</c> and <c>converge</c>.
    /// Each attempt at a request is a client span, named by its method, with the attributes <c>http.request.method</c>, <c>url.path</c>,
    /// <c>url.query</c> (if not empty), <c>server.address</c>, <c>http.response.status_code</c> (if there is a response), <c>error.type</c>
    /// (for failures), and <c>stagecraft.rate_limit.remaining</c>: how many more requests the limits permit.</summary>
    public const string ActivitySourceName = "Stagecraft";

    /// <summary>The meter: <c>stagecraft.requests</c> (counter, <c>http.request.method</c>, <c>http.response.status_code</c> or
    /// <c>error.type</c>), <c>stagecraft.retries</c> (counter, <c>http.request.method</c>), <c>stagecraft.rate_limit.wait</c> (histogram of
    /// the seconds that an attempt was delayed by the rate limit or by the number of requests in flight; attempts without a delay are not
    /// recorded).</summary>
    public const string MeterName = "Stagecraft";

    /// <summary>The log category. The ids and names of the messages are listed in <c>spec/providers/cloud/digitalocean.md</c>,
    /// 15.7.</summary>
    public const string LogCategory = "Stagecraft";
}
