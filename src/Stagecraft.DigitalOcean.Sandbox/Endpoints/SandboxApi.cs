using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Faults;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.Sandbox.Faults;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>The emulated API. It handles one request at a time, each in one transaction.</summary>
internal sealed class SandboxApi(SandboxOptions options, Database database, Router router, FaultInjector faults)
    : ISandboxApi, IDisposable
{
    private readonly Lock _gate = new();
    private readonly RateLimiters _limiters = new();
    private readonly RateLimiter _fullBudget = new();
    private readonly RequestLog _log = new();
    private readonly DelayedRequests _delayed = new();
    private SandboxConditions _conditions = options.ConditionsOnly();
    private long _requests;
    private bool _isDisposed;

    /// <summary>The current conditions, with the faults in effect.</summary>
    public SandboxConditions Conditions
    {
        get
        {
            lock (_gate)
            {
                return _conditions with { Faults = faults.Faults };
            }
        }

        set
        {
            value.Validate();
            lock (_gate)
            {
                _conditions = value.ConditionsOnly();
                faults.Set(value.Seed, value.Faults);
            }
        }
    }

    public TimeSpan Latency
    {
        get
        {
            lock (_gate)
            {
                return _conditions.Latency;
            }
        }
    }

    /// <summary>Updates the conditions atomically.</summary>
    public void Change(Func<SandboxConditions, SandboxConditions> change)
    {
        lock (_gate)
        {
            Conditions = change(Conditions);
        }
    }

    public ApiResponse Handle(ApiRequest request)
    {
        ApiResponse response;
        SandboxRequest entry;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DateTimeOffset now = options.TimeProvider.GetUtcNow();
            ExecuteDelayed(now);
            string requestId = NextId();
            SandboxFault? fault = request.Rejection is null ? faults.ForRequest(request, now) : null;
            response = Handle(request with { Fault = fault?.Kind }, fault, now, requestId);
            response.Headers["x-request-id"] = requestId;
            response.Headers["Date"] = now.ToString("r", CultureInfo.InvariantCulture);
            LimiterOf(request).AddHeaders(response.Headers, now);
            entry = new SandboxRequest(request.Method, request.Target, response.Status, now) { Fault = fault?.Kind };
            _log.Add(entry);
        }

        options.Log?.Invoke(entry);
        return response;
    }

    /// <summary>Reads the state without an API request.</summary>
    public T Read<T>(Func<DateTimeOffset, T> work) => InTransaction(isRead: true, work);

    /// <summary>Changes the state without an API request.</summary>
    public T Write<T>(Func<DateTimeOffset, T> work) => InTransaction(isRead: false, work);

    /// <summary>Reads or changes data that is not in the database.</summary>
    public T Locked<T>(Func<FaultInjector, RequestLog, T> work)
    {
        lock (_gate)
        {
            return work(faults, _log);
        }
    }

    /// <summary>Reads the state, the log and the budget of the most used token at the same point in time.</summary>
    public T ReadSnapshot<T>(Func<DateTimeOffset, RequestLog, RateLimiter, T> work) => InTransaction(
        isRead: true,
        now => work(now, _log, (_conditions.RateLimit ? _limiters.MostUsed(now) : null) ?? _fullBudget));

    /// <summary>Waits for the current request, then closes the state.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            State.Close(options, database);
        }
    }

    private T InTransaction<T>(bool isRead, Func<DateTimeOffset, T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DateTimeOffset now = options.TimeProvider.GetUtcNow();
            ExecuteDelayed(now);
            return database.InTransaction(isRead, () => work(now));
        }
    }

    private ApiResponse Handle(ApiRequest request, SandboxFault? fault, DateTimeOffset now, string requestId)
    {
        if (fault is null)
        {
            return Execute(request, now, requestId);
        }

        if (fault.Kind == SandboxFaultKind.LateCommit)
        {
            _delayed.Enqueue(now + (fault.Delay ?? DelayedRequests.DefaultDelay), request);
        }

        return FaultKinds.IsBefore(fault.Kind)
            ? FaultResponse.Before(fault, request, requestId)
            : FaultResponse.After(fault, Execute(request, now, requestId), request, requestId);
    }

    /// <summary>Executes the delayed requests that are due.</summary>
    private void ExecuteDelayed(DateTimeOffset now)
    {
        while (_delayed.TryDequeue(now, out ApiRequest? request, out DateTimeOffset due))
        {
            Execute(request, due, NextId());
        }
    }

    private ApiResponse Execute(ApiRequest request, DateTimeOffset now, string requestId) => ErrorResponse.Guard(requestId, () =>
    {
        if (request.Rejection is { } rejection)
        {
            throw ApiError.Of(rejection);
        }

        if (!IsKnown(request.Token))
        {
            throw ApiError.Unauthorized();
        }

        if (_conditions.RateLimit)
        {
            LimiterOf(request).Admit(now, IsKeyList(request));
        }

        if (request.Body.Length > ApiRequest.MaxBody)
        {
            throw ApiError.TooLarge();
        }

        SandboxConditions conditions = ConditionsFor(request.Fault);
        return database.InTransaction(request.IsRead, () => router.Handle(request, now, conditions));
    });

    private SandboxConditions ConditionsFor(SandboxFaultKind? fault) => fault switch
    {
        SandboxFaultKind.NoTagRead => _conditions with { CanReadTags = false },
        SandboxFaultKind.NoActionRead => _conditions with { CanReadActions = false },
        _ => _conditions,
    };

    private RateLimiter LimiterOf(ApiRequest request) =>
        _conditions.RateLimit && IsKnown(request.Token) ? _limiters.Of(request.Token) : _fullBudget;

    private bool IsKnown(string token) => token.Length > 0 && (options.Token is null || token == options.Token);

    private string NextId() => $"5a4d0b0c-0000-4000-a000-{++_requests:x12}";

    private static bool IsKeyList(ApiRequest request) => request.IsRead && request.Path == SshKeyEndpoints.ListPath;
}
