using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;
using Stagecraft.DigitalOcean.Sandbox.Model;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Web;
using Stagecraft.Sandbox.Faults;
using Stagecraft.Sandbox.Hosting;
using Stagecraft.Sandbox.Storage;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>
/// An emulated DigitalOcean API on this machine, in memory or on a loopback port. Thread-safe. The methods that change droplets take
/// effect immediately and bypass the checks of the API, like an out-of-band change by another user of the account.
/// </summary>
public sealed class DigitalOceanSandbox : IAsyncDisposable
{
    private readonly Account _account;
    private readonly SandboxApi _api;
    private readonly FaultInjector _faults;
    private readonly TimeProvider _time;
    private LoopbackServer? _server;

    private DigitalOceanSandbox(SandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _time = options.TimeProvider;
        Database database = State.Open(options);
        _account = new Account(database);
        _faults = new FaultInjector(DropletFaults.Profile);
        _api = new SandboxApi(options, database, ApiRoutes.CreateRouter(options, _account, _faults), _faults) { Conditions = options };
        Faults = new SandboxFaults(
            () => _api.Locked((faults, _) => faults.Rules),
            () => _api.Locked((faults, _) => faults.Hits),
            change => _api.Change(conditions => conditions with { Faults = change(conditions.Faults) }));
        Resources = new SandboxResources(_api, _account);
    }

    /// <summary>The URL it listens on, with a trailing slash; null for a sandbox in memory.</summary>
    public Uri? Address => _server?.Address;

    /// <summary>The conditions for the next requests, including the faults in effect.</summary>
    /// <exception cref="ArgumentException">A value is out of range; nothing is changed.</exception>
    public SandboxConditions Conditions
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

    /// <summary>The resources that are not droplets.</summary>
    public SandboxResources Resources { get; }

    /// <summary>Every existing droplet, oldest first: the actual state, including droplets that lists do not show yet.</summary>
    public IReadOnlyList<SandboxDroplet> Droplets => _api.Read(IReadOnlyList<SandboxDroplet> (now) => _account.ActualDroplets(now));

    /// <summary>The last 100,000 requests, oldest first.</summary>
    public IReadOnlyList<SandboxRequest> Requests => _api.Locked((_, log) => log.Snapshot());

    /// <summary>Creates a sandbox without a socket; send requests through <see cref="CreateHandler"/>.</summary>
    /// <exception cref="InvalidDataException">The state file cannot be used.</exception>
    public static DigitalOceanSandbox Create(SandboxOptions options) => new(options);

    /// <summary>Starts a sandbox that listens on 127.0.0.1.</summary>
    /// <exception cref="InvalidDataException">The state file cannot be used.</exception>
    /// <exception cref="IOException">It cannot listen: the port is in use, or the address does not belong to this machine.</exception>
    public static async Task<DigitalOceanSandbox> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        DigitalOceanSandbox sandbox = new DigitalOceanSandbox(options);
        try
        {
            sandbox._server = await LoopbackServer.StartAsync(
                sandbox._api, sandbox.CreateSite(options).Handle, options.Server, cancellationToken).ConfigureAwait(false);
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
    /// Scheme and host of the request are ignored.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new InMemoryHandler(_api, _time);

    /// <summary>Creates a droplet with any name, region and size.</summary>
    /// <param name="name">The name; it may be invalid for the API.</param>
    /// <param name="tags">The tags; they must be valid for the API. Null for none.</param>
    /// <param name="region">The region slug; an unknown one is shown as retired.</param>
    /// <param name="size">The size slug; an unknown one is shown as retired.</param>
    /// <param name="image">The slug of an image in the catalog.</param>
    /// <param name="booting">
    /// True: boot time, lag and faults apply, as to a droplet created through the API. False: it is active, listed and tagged immediately.
    /// </param>
    /// <returns>The created droplet.</returns>
    /// <exception cref="ArgumentException">A tag is invalid, or the image is unknown.</exception>
    public SandboxDroplet CreateDroplet(
        string name,
        IEnumerable<string>? tags = null,
        string region = "nyc3",
        string size = "s-1vcpu-1gb",
        string image = "ubuntu-22-04-x64",
        bool booting = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Catalog.Default.FindImage(image) is null)
        {
            throw new ArgumentException($"There is no image {image}.", nameof(image));
        }

        DropletSpec spec = new DropletSpec
        {
            Region = region,
            Size = size,
            Disk = Catalog.Default.SizeOf(size).Disk,
            Image = image,
            Tags = Validated(tags ?? []),
        };
        return _api.Write(now =>
        {
            DropletSpec actual = booting ? spec with { Outcome = BootOutcomes.Of(_faults.ForMachine(name, now)) } : spec;
            Droplet droplet = _account.Droplets.Insert(name, actual, booting ? Conditions : WithoutDelays(Conditions), now);
            // IDs only increase, so this is the last droplet.
            return _account.ActualDroplets(now, droplet.Id).Single();
        });
    }

    /// <summary>
    /// Deletes a droplet even if it is locked. Deletion takes <see cref="SandboxConditions.Destroy"/>. Has no effect on a droplet that
    /// is already being deleted.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The droplet does not exist.</exception>
    public void DeleteDroplet(long id) => Change(id, (droplet, now) =>
    {
        if (!droplet.IsDeleting)
        {
            _account.Droplets.Delete(droplet, Conditions, now);
        }
    });

    /// <summary>Replaces the tags of a droplet immediately.</summary>
    /// <exception cref="ArgumentException">A tag is invalid for the API.</exception>
    /// <exception cref="KeyNotFoundException">The droplet does not exist.</exception>
    public void SetTags(long id, IEnumerable<string> tags)
    {
        List<string> names = Validated(tags);
        Change(id, (_, now) =>
        {
            _account.Tags.DetachAll(id);
            _account.Tags.Attach(id, names, now);
        });
    }

    /// <summary>Sets the status of a droplet to any value. It is kept until the next change.</summary>
    /// <exception cref="KeyNotFoundException">The droplet does not exist.</exception>
    public void SetStatus(long id, string status)
    {
        ArgumentException.ThrowIfNullOrEmpty(status);
        Change(id, (_, _) => _account.Droplets.SetStatus(id, status));
    }

    /// <summary>Locks or unlocks a droplet. A droplet that is booting or being deleted is locked in any case.</summary>
    /// <exception cref="KeyNotFoundException">The droplet does not exist.</exception>
    public void SetLocked(long id, bool locked) => Change(id, (_, _) => _account.Droplets.SetLocked(id, locked));

    /// <summary>Enables (daily) or disables backups immediately. An action in progress of the droplet has no effect then.</summary>
    /// <exception cref="KeyNotFoundException">The droplet does not exist.</exception>
    public void SetBackups(long id, bool enabled) =>
        Change(id, (droplet, now) => _account.Droplets.SetPending(droplet, DropletActionRules.WithBackups(droplet, enabled), now));

    /// <summary>Renames a droplet; the name may be invalid for the API.</summary>
    /// <exception cref="KeyNotFoundException">The droplet does not exist.</exception>
    public void Rename(long id, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Change(id, (_, _) => _account.Droplets.Rename(id, name));
    }

    /// <summary>Adds a generated SSH key. The name need not be unique.</summary>
    public SandboxSshKey AddSshKey(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _api.Write(_ => _account.SshKeys.AddNamed(name));
    }

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

    /// <summary>The paths of the loopback host that are not part of the API.</summary>
    private Site CreateSite(SandboxOptions options) => new(
        _time,
        new SiteErrors(),
        [
            .. new PageEndpoint(PageWords.Json).Routes,
            .. new OverviewEndpoint(_api, _account, options).Routes,
            .. options.Control ? new ConditionsEndpoint(_api, options.ConditionsOnly()).Routes : [],
        ]);

    /// <summary>The conditions without the delays of a create.</summary>
    private static SandboxConditions WithoutDelays(SandboxConditions conditions) => conditions with
    {
        Boot = TimeSpan.Zero,
        BootSpread = TimeSpan.Zero,
        ListLag = TimeSpan.Zero,
        ReadLag = TimeSpan.Zero,
        TagLag = TimeSpan.Zero,
    };

    private static List<string> Validated(IEnumerable<string> tags)
    {
        List<string> names = tags.ToList();
        return names.Find(name => !TagName.IsValid(name)) is { } bad
            ? throw new ArgumentException($"{bad} is not a valid tag.", nameof(tags))
            : names;
    }

    private void Change(long id, Action<Droplet, DateTimeOffset> change) => _api.Write(now =>
    {
        change(_account.Droplets.Get(id, now) ?? throw new KeyNotFoundException($"There is no droplet {id}."), now);
        return true;
    });
}
