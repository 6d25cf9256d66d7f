namespace Stagecraft.Engine.Telemetry;

/// <summary>What the provider can be observed by: an <see cref="System.Diagnostics.ActivitySource"/> and a
/// <see cref="System.Diagnostics.Metrics.Meter"/> of these names. Nobody listening costs nothing. No token and no user_data is in either.</summary>
public static class StagecraftTelemetry
{
    /// <summary>
    /// The source of spans: <c>plan</c> and <c>apply</c>, and below <c>apply</c> its phases <c>prepare</c> and <c>converge</c>; below each, a client
    /// span an attempt at a request, named by its method, with the attributes <c>http.request.method</c>, <c>url.path</c>,
    /// <c>url.query</c> (where there is one), <c>server.address</c>, <c>http.response.status_code</c> (where an answer came), <c>error.type</c> (where it was none or no success),
    /// and <c>stagecraft.rate_limit.remaining</c>: how many more requests the limits have room for.
    /// </summary>
    public const string ActivitySourceName = "Stagecraft";

    /// <summary>
    /// The meter: <c>stagecraft.requests</c> (counter, <c>http.request.method</c>, <c>http.response.status_code</c> or <c>error.type</c>),
    /// <c>stagecraft.retries</c> (counter, <c>http.request.method</c>), <c>stagecraft.rate_limit.wait</c> (histogram of the seconds that an attempt was
    /// held back, by the rate limit or by too many in flight; those that were not held back are not in it).
    /// </summary>
    public const string MeterName = "Stagecraft";

    /// <summary>The category of what is logged where a logger factory is given. The table of ids and names is in
    /// <c>spec/providers/cloud/digitalocean.md</c>, 15.7.</summary>
    public const string LogCategory = "Stagecraft";
}
