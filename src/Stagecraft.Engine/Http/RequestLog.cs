using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Text;

namespace Stagecraft.Engine.Http;

/// <summary>Logs each attempt at a request. Its id comes over the network, and is cleaned like all that does.</summary>
internal sealed class RequestLog(ProviderLog log, SafeText text, TimeProvider time)
{
    /// <summary>An attempt goes out.</summary>
    /// <returns>When, for the others.</returns>
    public long Begin() => time.GetTimestamp();

    public void Completed(ApiRequest request, ApiResponse answer, long since) =>
        log.Completed(
            request.Method.Method,
            request.Path,
            answer.Status,
            time.GetElapsedTime(since),
            () => answer.RequestId is null ? null : text.Clean(answer.RequestId, request.Secret));

    public void NoAnswer(ApiRequest request, Exception failure, long since) => log.NoAnswer(request.Method.Method, request.Path, failure, time.GetElapsedTime(since));
}
