using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Endpoints;
using Stagecraft.Aws.Sandbox.Faults;
using Stagecraft.Aws.Sandbox.Model;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;
using Stagecraft.Aws.Sandbox.Storage;
using Stagecraft.Sandbox.Faults;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.Aws.Sandbox.Hosting;

/// <summary>The emulated API. It handles one request at a time.</summary>
internal sealed class SandboxApi : ISandboxApi, IDisposable
{
    private readonly Lock _gate = new();
    private readonly AwsSandboxOptions _options;
    private readonly AccountStore _store;
    private readonly Dispatcher _dispatcher;
    private readonly FaultInjector _faults = new(AwsFaults.Profile);
    private readonly RequestLog _log = new();
    private readonly DelayedRequests _delayed = new();
    private AwsSandboxConditions _conditions;
    private long _requests;
    private bool _isDisposed;

    public SandboxApi(AwsSandboxOptions options)
    {
        _options = options;
        _store = new AccountStore(options);
        _dispatcher = new Dispatcher(SandboxActions.Create(), options, Authorization.Of(options));
        _conditions = options.ConditionsOnly();
        _faults.Set(options.Seed, options.Faults);
    }

    /// <summary>The current conditions, with the faults in effect.</summary>
    public AwsSandboxConditions Conditions
    {
        get
        {
            lock (_gate)
            {
                return _conditions with { Faults = _faults.Faults };
            }
        }

        set
        {
            value.Validate();
            lock (_gate)
            {
                _conditions = value.ConditionsOnly();
                _faults.Set(value.Seed, value.Faults);
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

    public ApiResponse Handle(ApiRequest request)
    {
        ApiResponse response;
        SandboxRequest entry;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DateTimeOffset now = _options.TimeProvider.GetUtcNow();
            ExecuteDelayed(now);
            string id = NextId();
            SandboxFault? fault = request.Rejection is null ? _faults.ForRequest(request, now) : null;
            response = Handle(request, fault, now, id);
            response.Headers["Date"] = now.ToString("r", CultureInfo.InvariantCulture);
            response.Headers["x-amzn-requestid"] = id;
            entry = new SandboxRequest(request.Method, ActionNames.SubjectOf(request), response.Status, now) { Fault = fault?.Kind };
            _log.Add(entry);
        }

        _options.Log?.Invoke(AwsSandboxRequest.Of(entry));
        return response;
    }

    /// <summary>Updates the conditions atomically.</summary>
    public void Change(Func<AwsSandboxConditions, AwsSandboxConditions> change)
    {
        lock (_gate)
        {
            Conditions = change(Conditions);
        }
    }

    /// <summary>Reads data that is not in the account.</summary>
    public T Locked<T>(Func<FaultInjector, RequestLog, T> work)
    {
        lock (_gate)
        {
            return work(_faults, _log);
        }
    }

    /// <summary>Reads or changes the account without an API request.</summary>
    public T Use<T>(Func<AccountState, DateTimeOffset, T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DateTimeOffset now = _options.TimeProvider.GetUtcNow();
            ExecuteDelayed(now);
            return _store.Use(account => work(account, now));
        }
    }

    /// <summary>The state of a region; null for an unknown region and for one that is not enabled.</summary>
    public RegionState? RegionOf(AccountState account, string name, DateTimeOffset now) =>
        _dispatcher.RegionOf(account, name, now);

    /// <summary>Waits for the current request, then closes the state.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _store.Dispose();
        }
    }

    private ApiResponse Handle(ApiRequest request, SandboxFault? fault, DateTimeOffset now, string id)
    {
        if (fault is null)
        {
            return Execute(request, null, now, id);
        }

        if (fault.Kind == SandboxFaultKind.LateCommit)
        {
            DateTimeOffset due = now + (fault.Delay ?? DelayedRequests.DefaultDelay);
            _delayed.Enqueue(due, request);
            _store.Use(account => MarkInFlight(request, account, due, now, id));
        }

        return FaultKinds.IsBefore(fault.Kind)
            ? FaultResponse.Before(fault, request, id)
            : FaultResponse.After(fault, Execute(request, fault, now, id), request, id);
    }

    private bool MarkInFlight(ApiRequest request, AccountState account, DateTimeOffset due, DateTimeOffset now, string id)
    {
        if (_dispatcher.TryPrepare(request, ExecutionOf(account, null, now, id)) is { } call)
        {
            RunInstancesAction.MarkInFlight(call, due);
        }

        return true;
    }

    /// <summary>Executes the delayed requests that are due.</summary>
    private void ExecuteDelayed(DateTimeOffset now)
    {
        while (_delayed.TryDequeue(now, out ApiRequest? request, out DateTimeOffset due))
        {
            Execute(request, null, due, NextId());
        }
    }

    private ApiResponse Execute(ApiRequest request, SandboxFault? fault, DateTimeOffset now, string id)
    {
        try
        {
            return _store.Use(account => _dispatcher.Execute(request, ExecutionOf(account, fault, now, id)));
        }
        catch (Exception error) when (StateProblem.Describe(error) is { } problem)
        {
            AwsError failure = new AwsError(500, "InternalError", $"The state file cannot be used: {problem}.");
            return ErrorResponse.Of(failure, Dispatcher.ServiceOf(request), id);
        }
    }

    private Execution ExecutionOf(AccountState account, SandboxFault? fault, DateTimeOffset now, string id) => new()
    {
        Account = account,
        Conditions = fault?.Kind switch
        {
            SandboxFaultKind.OmitTags => _conditions with { OmitTags = true },
            SandboxFaultKind.NoCapacity => _conditions with { NoCapacity = ["*"] },
            _ => _conditions,
        },
        Now = now,
        RequestId = id,
        Delay = fault?.Kind == SandboxFaultKind.Slow ? fault.Delay ?? FaultResponse.DefaultDelay : TimeSpan.Zero,
        PageLimit = fault?.Kind switch { SandboxFaultKind.ShortPage => 1, SandboxFaultKind.EmptyPage => 0, _ => null },
        FaultOf = name => _faults.ForMachine(name, now),
    };

    private string NextId() => $"5a4d0b0c-0000-4000-a000-{++_requests:x12}";
}
