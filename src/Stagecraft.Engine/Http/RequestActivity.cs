using System.Diagnostics;
using System.Globalization;
using Stagecraft.Engine.Telemetry;

namespace Stagecraft.Engine.Http;

/// <summary>The activity of one attempt, with the names of OpenTelemetry's conventions for HTTP clients.</summary>
internal sealed class RequestActivity : IDisposable
{
    private readonly ApiRequest _request;
    private readonly Activity? _activity;

    private RequestActivity(ApiRequest request, Activity? activity)
    {
        _request = request;
        _activity = activity;
    }

    public static RequestActivity Begin(ApiRequest request, ApiAddress address)
    {
        Activity? activity = EngineTelemetry.Source.StartActivity(request.Method.Method, ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("http.request.method", request.Method.Method);
            activity.SetTag("url.path", request.Path);
            activity.SetTag("server.address", address.Host);
            if (request.Query.Length > 0)
            {
                activity.SetTag("url.query", request.Query);
            }
        }

        return new RequestActivity(request, activity);
    }

    /// <summary>A response was received.</summary>
    public void Completed(int status)
    {
        TagList counted = new TagList { { "http.request.method", _request.Method.Method }, { "http.response.status_code", status } };
        EngineTelemetry.Requests.Add(1, counted);
        _activity?.SetTag("http.response.status_code", status);
        if (status >= 400)
        {
            _activity?.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
            _activity?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>No response was received.</summary>
    public void Failed(Exception failure)
    {
        TagList counted = new TagList { { "http.request.method", _request.Method.Method }, { "error.type", failure.GetType().Name } };
        EngineTelemetry.Requests.Add(1, counted);
        _activity?.SetTag("error.type", failure.GetType().Name);
        _activity?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>How many requests the limits permit now.</summary>
    public void Remaining(int requests) => _activity?.SetTag("stagecraft.rate_limit.remaining", requests);

    public void Dispose() => _activity?.Dispose();
}
