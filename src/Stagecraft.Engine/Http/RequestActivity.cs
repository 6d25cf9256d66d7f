using System.Diagnostics;
using System.Globalization;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Text;

namespace Stagecraft.Engine.Http;

/// <summary>The span, the measurement and the log line of one attempt, with the names of OpenTelemetry's conventions for HTTP
/// clients.</summary>
internal sealed class RequestActivity : IDisposable
{
    private readonly ApiRequest _request;
    private readonly ProviderLog? _log;
    private readonly SafeText _text;
    private readonly TimeProvider _time;
    private readonly long _since;
    private readonly Activity? _activity;

    public RequestActivity(ApiRequest request, ApiAddress address, ProviderLog? log, SafeText text, TimeProvider time)
    {
        (_request, _log, _text, _time, _since) = (request, log, text, time, time.GetTimestamp());
        _activity = EngineTelemetry.Source.StartActivity(request.Method.Method, ActivityKind.Client);
        if (_activity is { IsAllDataRequested: true })
        {
            _activity.SetTag("http.request.method", request.Method.Method);
            _activity.SetTag("url.path", request.Path);
            _activity.SetTag("server.address", address.Host);
            if (request.Operation is not null)
            {
                _activity.SetTag("rpc.method", request.Operation);
            }

            if (request.Query.Length > 0)
            {
                _activity.SetTag("url.query", request.Query);
            }
        }
    }

    /// <summary>A response was received. The request id is text from the network and is sanitized.</summary>
    public void Completed<T>(ApiResponse<T> response)
    {
        Count("http.response.status_code", response.Status);
        if (response.Status >= 400)
        {
            _activity?.SetTag("error.type", response.Status.ToString(CultureInfo.InvariantCulture));
            _activity?.SetStatus(ActivityStatusCode.Error);
        }

        _log?.Completed(
            _request.Method.Method,
            _request.Target,
            response.Status,
            _time.GetElapsedTime(_since),
            () => response.RequestId is null ? null : _text.Clean(response.RequestId, _request.Secret));
    }

    /// <summary>No response was received.</summary>
    public void Failed(Exception failure)
    {
        Count("error.type", failure.GetType().Name);
        _activity?.SetStatus(ActivityStatusCode.Error);
        _log?.NoResponse(_request.Method.Method, _request.Target, failure, _time.GetElapsedTime(_since));
    }

    /// <summary>How many requests the limits permit now.</summary>
    public void Remaining(int requests) => _activity?.SetTag("stagecraft.rate_limit.remaining", requests);

    public void Dispose() => _activity?.Dispose();

    private void Count(string tag, object value)
    {
        EngineTelemetry.Requests.Add(1, new TagList { { "http.request.method", _request.Method.Method }, { tag, value } });
        _activity?.SetTag(tag, value);
    }
}
