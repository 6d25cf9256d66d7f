using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Endpoints;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Hosting;

/// <summary>The emulated API. It handles one request at a time.</summary>
internal sealed class SandboxApi
{
    private const int LogCapacity = 100_000;

    private readonly Lock _gate = new();
    private readonly AwsSandboxOptions _options;
    private readonly AccountState _account;
    private readonly Dispatcher _dispatcher;
    private readonly Queue<AwsSandboxRequest> _log = new();
    private AwsSandboxConditions _conditions;

    public SandboxApi(AwsSandboxOptions options)
    {
        _options = options;
        _conditions = options.ConditionsOnly();
        _account = new AccountState { AccountId = options.AccountId, Seed = options.Seed };
        _dispatcher = new Dispatcher(SandboxActions.Create(), _account, options, Authorization.Of(options));
    }

    public AwsSandboxConditions Conditions
    {
        get
        {
            lock (_gate)
            {
                return _conditions;
            }
        }

        set
        {
            value.Validate();
            lock (_gate)
            {
                _conditions = value.ConditionsOnly();
            }
        }
    }

    public IReadOnlyList<AwsSandboxRequest> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    public AwsResponse Handle(AwsRequest request)
    {
        lock (_gate)
        {
            DateTimeOffset now = _options.TimeProvider.GetUtcNow();
            AwsResponse response = _dispatcher.Handle(request, _conditions, now);
            if (_log.Count == LogCapacity)
            {
                _log.Dequeue();
            }

            string region = CredentialScope.Parse(request.Header("Authorization"))?.Region ?? "";
            _log.Enqueue(new AwsSandboxRequest(region, Dispatcher.ActionOf(request), response.Status, now));
            return response;
        }
    }

    /// <summary>Reads or changes the state without an API request.</summary>
    public T Locked<T>(Func<Dispatcher, AccountState, DateTimeOffset, T> work)
    {
        lock (_gate)
        {
            return work(_dispatcher, _account, _options.TimeProvider.GetUtcNow());
        }
    }
}
