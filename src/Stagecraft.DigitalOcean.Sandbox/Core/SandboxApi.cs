using System.Globalization;
using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>Request in, answer out. One request at a time, each in one transaction.</summary>
internal sealed class SandboxApi(SandboxOptions options, Database database, Router router)
{
    private readonly Lock _gate = new();
    private readonly RateLimiter _limiter = new(options.RateLimit);
    private readonly RequestLog _log = new();
    private long _requests;

    public ApiResponse Answer(ApiRequest request)
    {
        ApiResponse response;
        SandboxRequest entry;
        lock (_gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            var requestId = $"5a4d0b0c-0000-4000-a000-{++_requests:x12}";
            response = AnswerOrRefuse(request, now, requestId);
            response.Headers["x-request-id"] = requestId;
            response.Headers["Date"] = now.ToString("r", CultureInfo.InvariantCulture);
            _limiter.Describe(response.Headers, now);
            entry = new SandboxRequest(request.Method, request.Target, response.Status, now);
            _log.Add(entry);
        }

        options.Log?.Invoke(entry);
        return response;
    }

    /// <summary>Looks at the state beside the API.</summary>
    public T Read<T>(Func<DateTimeOffset, T> work) => Act(isRead: true, work);

    /// <summary>Changes the state beside the API.</summary>
    public T Write<T>(Func<DateTimeOffset, T> work) => Act(isRead: false, work);

    public SandboxRequest[] Requests()
    {
        lock (_gate)
            return _log.Snapshot();
    }

    private T Act<T>(bool isRead, Func<DateTimeOffset, T> work)
    {
        lock (_gate)
            return database.InTransaction(isRead, () => work(options.TimeProvider.GetUtcNow()));
    }

    private ApiResponse AnswerOrRefuse(ApiRequest request, DateTimeOffset now, string requestId)
    {
        try
        {
            if (request.Refusal is not null)
                throw request.Refusal;
            Authenticate(request.Authorization);
            _limiter.Admit(now, IsKeyList(request));
            if (request.Body.Length > ApiRequest.MaxBody)
                throw ApiRefusal.TooLarge();
            return database.InTransaction(request.IsRead, () => router.Answer(request, now));
        }
        catch (ApiRefusal refusal)
        {
            var response = Json.Answer.Error(refusal.Status, refusal.Id, refusal.Message, requestId);
            foreach (var (name, value) in refusal.Headers)
                response.Headers[name] = value;
            return response;
        }
        catch (SqliteException error)
        {
            // A full disk, or another process that does not let go of the state file.
            return Json.Answer.Error(500, "server_error", $"The sandbox's state cannot be used: {error.Message}", requestId);
        }
    }

    private void Authenticate(string? authorization)
    {
        const string scheme = "Bearer ";
        var token = authorization is not null && authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[scheme.Length..].Trim()
            : "";
        if (token.Length == 0 || (options.Token is not null && token != options.Token))
            throw ApiRefusal.Unauthorized();
    }

    private static bool IsKeyList(ApiRequest request) =>
        request.IsRead && request.Target.Split('?')[0] == SshKeyEndpoints.ListPath;
}
