using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Faults;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Request in, answer out. One request at a time, each in one transaction.</summary>
internal sealed class SandboxApi(SandboxOptions options, Database database, Router router, FaultScript faults) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RateLimiters _limiters = new();
    private readonly RateLimiter _unused = new();
    private readonly RequestLog _log = new();
    private readonly LateRequests _late = new();
    private SandboxConditions _conditions = options.Alone();
    private long _requests;
    private bool _isDisposed;

    /// <summary>The conditions now; their faults are those in force.</summary>
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
                _conditions = value.Alone();
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

    /// <summary>Sets the conditions by those of now, while no request can come in between.</summary>
    public void Change(Func<SandboxConditions, SandboxConditions> change)
    {
        lock (_gate)
        {
            Conditions = change(Conditions);
        }
    }

    public ApiResponse Answer(ApiRequest request)
    {
        ApiResponse response;
        SandboxRequest entry;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DateTimeOffset now = options.TimeProvider.GetUtcNow();
            CatchUp(now);
            string requestId = NextId();
            SandboxFault? fault = request.Refusal is null ? faults.ForRequest(request, now) : null;
            response = Answer(request with { Fault = fault?.Kind }, fault, now, requestId);
            response.Headers["x-request-id"] = requestId;
            response.Headers["Date"] = now.ToString("r", CultureInfo.InvariantCulture);
            LimiterOf(request).Describe(response.Headers, now);
            entry = new SandboxRequest(request.Method, request.Target, response.Status, now) { Fault = fault?.Kind };
            _log.Add(entry);
        }

        options.Log?.Invoke(entry);
        return response;
    }

    /// <summary>Looks at the state beside the API.</summary>
    public T Read<T>(Func<DateTimeOffset, T> work) => Act(isRead: true, work);

    /// <summary>Changes the state beside the API.</summary>
    public T Write<T>(Func<DateTimeOffset, T> work) => Act(isRead: false, work);

    /// <summary>Looks at, or changes, what is in the process alone.</summary>
    public T Alone<T>(Func<FaultScript, RequestLog, T> work)
    {
        lock (_gate)
        {
            return work(faults, _log);
        }
    }

    /// <summary>Looks at the state, the log and the budget of the token most used, all of one moment.</summary>
    public T Look<T>(Func<DateTimeOffset, RequestLog, RateLimiter, T> work) => Act(
        isRead: true,
        now => work(now, _log, (_conditions.RateLimit ? _limiters.MostUsed(now) : null) ?? _unused));

    /// <summary>Closes the state, once nothing uses it.</summary>
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

    private T Act<T>(bool isRead, Func<DateTimeOffset, T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DateTimeOffset now = options.TimeProvider.GetUtcNow();
            CatchUp(now);
            return database.InTransaction(isRead, () => work(now));
        }
    }

    private ApiResponse Answer(ApiRequest request, SandboxFault? fault, DateTimeOffset now, string requestId)
    {
        if (fault is null)
        {
            return Carry(request, now, requestId);
        }

        if (fault.Kind == SandboxFaultKind.LateCommit)
        {
            _late.Add(now + (fault.Delay ?? LateRequests.Delay), request);
        }

        return FaultScope.IsBefore(fault.Kind)
            ? FaultAnswer.Before(fault, request, requestId)
            : FaultAnswer.After(fault, Carry(request, now, requestId), request, requestId);
    }

    /// <summary>Carries out what was late and is due.</summary>
    private void CatchUp(DateTimeOffset now)
    {
        while (_late.TryTake(now, out ApiRequest? request, out DateTimeOffset due))
        {
            Carry(request, due, NextId());
        }
    }

    private ApiResponse Carry(ApiRequest request, DateTimeOffset now, string requestId)
    {
        try
        {
            if (request.Refusal is not null)
            {
                throw request.Refusal;
            }

            Authenticate(request.Authorization);
            if (_conditions.RateLimit)
            {
                LimiterOf(request).Admit(now, IsKeyList(request));
            }

            if (request.Body.Length > ApiRequest.MaxBody)
            {
                throw ApiRefusal.TooLarge();
            }

            SandboxConditions conditions = ConditionsFor(request.Fault);
            return database.InTransaction(request.IsRead, () => router.Answer(request, now, conditions));
        }
        catch (ApiRefusal refusal)
        {
            return FaultAnswer.Refusal(refusal, requestId);
        }
        catch (Exception error) when (StateProblem.Of(error) is { } problem)
        {
            return FaultAnswer.Unusable(problem, requestId);
        }
    }

    private SandboxConditions ConditionsFor(SandboxFaultKind? fault) => fault switch
    {
        SandboxFaultKind.NoTagRead => _conditions with { CanReadTags = false },
        SandboxFaultKind.NoActionRead => _conditions with { CanReadActions = false },
        _ => _conditions,
    };

    private RateLimiter LimiterOf(ApiRequest request) =>
        _conditions.RateLimit && BearerToken.Of(request.Authorization) is { Length: > 0 } token && IsKnown(token)
            ? _limiters.Of(token)
            : _unused;

    private void Authenticate(string? authorization)
    {
        if (!IsKnown(BearerToken.Of(authorization)))
        {
            throw ApiRefusal.Unauthorized();
        }
    }

    private bool IsKnown(string token) => token.Length > 0 && (options.Token is null || token == options.Token);

    private string NextId() => $"5a4d0b0c-0000-4000-a000-{++_requests:x12}";

    private static bool IsKeyList(ApiRequest request) => request.IsRead && request.Path == SshKeyEndpoints.ListPath;
}
