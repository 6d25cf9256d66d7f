using Stagecraft.Aws.Sandbox.Hosting;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.State;
using Stagecraft.Aws.Sandbox.Web;
using Stagecraft.Sandbox.Hosting;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.Aws.Sandbox;

/// <summary>
/// An emulated EC2 API on this machine, in memory or on a loopback port. Thread-safe. The methods that change instances take effect
/// immediately and bypass the checks of the API, like an out-of-band change by another user of the account.
/// </summary>
public sealed class AwsSandbox : IAsyncDisposable
{
    private readonly SandboxApi _api;
    private readonly TimeProvider _time;
    private LoopbackServer? _server;

    private AwsSandbox(AwsSandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _time = options.TimeProvider;
        _api = new SandboxApi(options);
        Faults = new SandboxFaults(
            () => _api.Locked((faults, _) => faults.Rules),
            () => _api.Locked((faults, _) => faults.Hits),
            change => _api.Change(conditions => conditions with { Faults = change(conditions.Faults) }));
    }

    /// <summary>The URL it listens on, with a trailing slash; null for a sandbox in memory.</summary>
    public Uri? Address => _server?.Address;

    /// <summary>The conditions for the next requests, including the faults in effect.</summary>
    /// <exception cref="ArgumentException">A value is out of range; nothing is changed.</exception>
    public AwsSandboxConditions Conditions
    {
        get => _api.Conditions;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _api.Conditions = value;
        }
    }

    /// <summary>The fault rules and their hits.</summary>
    public SandboxFaults Faults { get; }

    /// <summary>The last 100,000 requests, oldest first.</summary>
    public IReadOnlyList<AwsSandboxRequest> Requests => _api.Locked(IReadOnlyList<AwsSandboxRequest> (_, log) =>
        Array.ConvertAll(log.Snapshot(), AwsSandboxRequest.Of));

    /// <summary>
    /// The instances of all regions, oldest first: the actual state, including instances that lists do not show yet, and terminated ones
    /// that are still visible.
    /// </summary>
    public IReadOnlyList<AwsSandboxInstance> Instances => _api.Use(IReadOnlyList<AwsSandboxInstance> (account, now) =>
    [
        .. account.Regions.Values
            .SelectMany(region => region.Instances.Where(instance => !instance.IsGone(now)), (region, instance) => (region, instance))
            .OrderBy(row => row.instance.Number)
            .Select(row => ActualInstance.Of(row.region, row.instance, now)),
    ]);

    /// <summary>Creates a sandbox without a socket; send requests through <see cref="CreateHandler"/>.</summary>
    /// <exception cref="InvalidDataException">The state file cannot be used.</exception>
    public static AwsSandbox Create(AwsSandboxOptions options) => new(options);

    /// <summary>Starts a sandbox that listens on 127.0.0.1.</summary>
    /// <exception cref="InvalidDataException">The state file cannot be used.</exception>
    /// <exception cref="IOException">It cannot listen: the port is in use, or the address does not belong to this machine.</exception>
    public static async Task<AwsSandbox> StartAsync(AwsSandboxOptions options, CancellationToken cancellationToken = default)
    {
        AwsSandbox sandbox = new AwsSandbox(options);
        Site site = new Site(
            options.TimeProvider,
            new SiteErrors(),
            [
                .. new PageEndpoint(PageWords.Json).Routes,
                .. new OverviewEndpoint(sandbox._api, options.TimeProvider).Routes,
                .. options.Control ? new ConditionsEndpoint(sandbox._api, options.ConditionsOnly()).Routes : [],
            ]);
        try
        {
            sandbox._server = await LoopbackServer.StartAsync(
                sandbox._api, request => IsOfApi(request) ? null : site.Handle(request), options.Server, cancellationToken)
                .ConfigureAwait(false);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Creates a handler for an <see cref="HttpClient"/>. It completes synchronously, unless there is latency or a fault with a delay.
    /// Scheme and host of the request are ignored; the region is that of the signature.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new InMemoryHandler(_api, _time);

    /// <summary>Creates a running instance in the first subnet of a region.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="region">The region.</param>
    /// <param name="type">The instance type.</param>
    /// <param name="imageId">The AMI ID; null for the first image of the type's architecture.</param>
    /// <param name="isProtected">Whether the API rejects its termination.</param>
    /// <returns>The created instance.</returns>
    /// <exception cref="ArgumentException">The region or the type is unknown, or the region has no subnet.</exception>
    public AwsSandboxInstance CreateInstance(
        IReadOnlyDictionary<string, string>? tags = null,
        string region = "us-east-1",
        string type = "t3.micro",
        string? imageId = null,
        bool isProtected = false) => _api.Use((account, now) =>
    {
        RegionState state = _api.RegionOf(account, region, now)
            ?? throw new ArgumentException($"There is no region {region}.", nameof(region));
        Instance instance = ActualInstance.Create(state, account, type, imageId, now);
        instance.DisableApiTermination = isProtected;
        foreach ((string key, string value) in tags ?? new Dictionary<string, string>())
        {
            state.Tags.Set(instance.Id, key, value, now);
        }

        return ActualInstance.Of(state, instance, now);
    });

    /// <summary>Terminates an instance even if it is protected. It takes <see cref="AwsSandboxConditions.Terminate"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    public void TerminateInstance(string id) => Change(id, (region, instance, now) =>
    {
        if (!instance.EndsIn(InstanceState.Terminated))
        {
            InstanceLife.Terminate(instance, region, _api.Conditions, now);
        }
    });

    /// <summary>Stops an instance. It takes <see cref="AwsSandboxConditions.Stop"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    public void StopInstance(string id) => Change(id, (_, instance, now) =>
        InstanceLife.Stop(instance, force: false, _api.Conditions, now));

    /// <summary>Starts a stopped instance. It takes <see cref="AwsSandboxConditions.Boot"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    public void StartInstance(string id) => Change(id, (account, _, instance, now) =>
    {
        if (!instance.EndsIn(InstanceState.Running) && !instance.EndsIn(InstanceState.Terminated))
        {
            InstanceLife.Start(instance, account, _api.Conditions, now);
        }
    });

    /// <summary>Replaces the tags of an instance immediately.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    public void SetTags(string id, IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        Change(id, (region, _, now) =>
        {
            foreach (Tag tag in region.Tags.Of(id, now))
            {
                region.Tags.Set(id, tag.Key, tags.GetValueOrDefault(tag.Key), now);
            }

            foreach ((string key, string value) in tags)
            {
                region.Tags.Set(id, key, value, now);
            }
        });
    }

    /// <summary>Sets whether the API rejects the termination of an instance.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    public void SetProtected(string id, bool isProtected) =>
        Change(id, (_, instance, _) => instance.DisableApiTermination = isProtected);

    /// <summary>Sets whether an instance has detailed monitoring.</summary>
    /// <exception cref="KeyNotFoundException">There is no such instance.</exception>
    public void SetMonitored(string id, bool isMonitored) =>
        Change(id, (_, instance, _) => instance.Monitoring = isMonitored);

    /// <summary>
    /// Closes the port and waits for the requests in progress. After that no request from the port is executed; the state remains readable.
    /// Has no effect on a sandbox in memory.
    /// </summary>
    /// <param name="cancellationToken">Aborts the connections that are still open.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Stops listening and closes the state. Acknowledged changes are in the state file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        _api.Dispose();
    }

    /// <summary>The API and the page have the same path.</summary>
    private static bool IsOfApi(ApiRequest request) => request.Path == "/"
        && (!request.IsRead || request.QueryText.Length > 0 || request.Header("Authorization") is not null);

    private void Change(string id, Action<RegionState, Instance, DateTimeOffset> change) =>
        Change(id, (_, region, instance, now) => change(region, instance, now));

    private void Change(string id, Action<AccountState, RegionState, Instance, DateTimeOffset> change) => _api.Use((account, now) =>
    {
        foreach (RegionState region in account.Regions.Values)
        {
            if (region.Instances.Find(instance => instance.Id == id && !instance.IsGone(now)) is { } found)
            {
                change(account, region, found, now);
                return true;
            }
        }

        throw new KeyNotFoundException($"There is no instance {id}.");
    });
}
