using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Text;

namespace Stagecraft.Engine.Http;

/// <summary>Logs each attempt. The request id is text from the network and is sanitized.</summary>
internal sealed class RequestLog(ProviderLog log, SafeText text, TimeProvider time)
{
    /// <summary>The start of an attempt, as a timestamp for the other methods.</summary>
    public long Begin() => time.GetTimestamp();

    public void Completed(ApiRequest request, ApiResponse response, long since) =>
        log.Completed(
            request.Method.Method,
            request.Path,
            response.Status,
            time.GetElapsedTime(since),
            () => response.RequestId is null ? null : text.Clean(response.RequestId, request.Secret));

    public void NoResponse(ApiRequest request, Exception failure, long since) =>
        log.NoResponse(request.Method.Method, request.Path, failure, time.GetElapsedTime(since));
}
