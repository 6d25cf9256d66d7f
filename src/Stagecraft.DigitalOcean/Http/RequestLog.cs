using Stagecraft.DigitalOcean.Telemetry;

namespace Stagecraft.DigitalOcean.Http;

/// <summary>Logs each attempt at a request. Its id comes over the network, and is cleaned like all that does.</summary>
internal sealed class RequestLog(ProviderLog log, SafeText text, TimeProvider time)
{
    /// <summary>An attempt goes out.</summary>
    /// <returns>When, for the others.</returns>
    public long Begin() => time.GetTimestamp();

    public void Completed(ApiRequest request, ApiResponse answer, long since) =>
        log.Completed(request, answer.Status, time.GetElapsedTime(since), text, answer.RequestId);

    public void NoAnswer(ApiRequest request, Exception failure, long since) => log.NoAnswer(request, failure, time.GetElapsedTime(since));
}
