using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;
using Stagecraft.DigitalOcean.Sandbox.Faults;
using Stagecraft.DigitalOcean.Sandbox.Hosting;
using Stagecraft.DigitalOcean.Sandbox.Storage;
using Stagecraft.DigitalOcean.Sandbox.Web;

namespace Stagecraft.DigitalOcean.Sandbox;

/// <summary>
/// A DigitalOcean API on this machine, in memory or on a loopback port. Thread-safe. The methods beside the API act at once and
/// past its rules, as somebody else with access to the account would.
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
        _faults = new FaultInjector();
        _api = new SandboxApi(options, database, ApiRoutes.CreateRouter(options, _account, _faults), _faults) { Conditions = options };
        Faults = new SandboxFaults(_api);
    }

    /// <summary>Where it listens, ending in a slash; null for a sandbox in memory.</summary>
    public Uri? Address => _server?.Address;

    /// <summary>How the account behaves from now on. Reading it tells the faults in force too.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; nothing is set then.</exception>
    public SandboxConditions Conditions
    {
        get => _api.Conditions;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _api.Conditions = value;
        }
    }

    /// <summary>What goes wrong, and what has.</summary>
    public SandboxFaults Faults { get; }

    /// <summary>Every droplet that is not gone, oldest first: the truth, also of those that lists do not show.</summary>
    public IReadOnlyList<SandboxDroplet> Droplets => _api.Read(IReadOnlyList<SandboxDroplet> (now) => _account.ActualDroplets(now));

    /// <summary>The last 100,000 requests, oldest first.</summary>
    public IReadOnlyList<SandboxRequest> Requests => _api.Locked((_, log) => log.Snapshot());

    /// <summary>Makes a sandbox without a socket; reach it through <see cref="CreateHandler"/>.</summary>
    /// <exception cref="InvalidDataException">The state file cannot be used.</exception>
    public static DigitalOceanSandbox Create(SandboxOptions options) => new(options);

    /// <summary>Makes a sandbox that listens on 127.0.0.1.</summary>
    /// <exception cref="InvalidDataException">The state file cannot be used.</exception>
    /// <exception cref="IOException">It cannot listen there: the port is taken, or the address is not this machine's.</exception>
    public static async Task<DigitalOceanSandbox> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        DigitalOceanSandbox sandbox = new DigitalOceanSandbox(options);
        try
        {
            sandbox._server = await LoopbackServer.StartAsync(
                sandbox._api, sandbox.CreateSite(options), options, cancellationToken).ConfigureAwait(false);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// A handler for an <see cref="HttpClient"/> that answers in memory; before its send returns, unless there is latency or a fault that waits. The address asked for does not
    /// matter, only the path.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new InMemoryHandler(_api, _time);

    /// <summary>Creates a droplet of any name, region and size.</summary>
    /// <param name="name">The name, which the API might refuse.</param>
    /// <param name="tags">Its tags, valid for the API; null for none.</param>
    /// <param name="region">The region's slug; one that the catalogue lacks shows as retired.</param>
    /// <param name="size">The size's slug; one that the catalogue lacks shows as retired.</param>
    /// <param name="image">The slug of an image of the catalogue.</param>
    /// <param name="booting">
    /// True: it boots, lags and meets faults, as one created through the API. False: it is active, listed and tagged at once.
    /// </param>
    /// <returns>The droplet as it is now.</returns>
    /// <exception cref="ArgumentException">A tag or the image is not valid.</exception>
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
            Tags = Checked(tags ?? []),
        };
        return _api.Write(now =>
        {
            DropletSpec made = booting ? spec with { Outcome = _faults.ForDroplet(name, now) } : spec;
            Droplet droplet = _account.Droplets.Insert(name, made, booting ? Conditions : AtOnce(Conditions), now);
            // Ids only rise, so from the newest on there is but one.
            return _account.ActualDroplets(now, droplet.Id).Single();
        });
    }

    /// <summary>
    /// Deletes a droplet whatever its lock; it goes for <see cref="SandboxConditions.Destroy"/> like any other. One that goes already
    /// is left alone.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such droplet.</exception>
    public void DeleteDroplet(long id) => Change(id, (droplet, now) =>
    {
        if (!droplet.IsGoing)
        {
            _account.Droplets.Delete(droplet, Conditions, now);
        }
    });

    /// <summary>Gives a droplet these tags and no others, at once.</summary>
    /// <exception cref="ArgumentException">A tag is not valid for the API.</exception>
    /// <exception cref="KeyNotFoundException">There is no such droplet.</exception>
    public void SetTags(long id, IEnumerable<string> tags)
    {
        List<string> names = Checked(tags);
        Change(id, (_, now) =>
        {
            _account.Tags.DetachAll(id);
            _account.Tags.Attach(id, names, now);
        });
    }

    /// <summary>Sets a droplet's status to any word; it stays until another is set.</summary>
    /// <exception cref="KeyNotFoundException">There is no such droplet.</exception>
    public void SetStatus(long id, string status)
    {
        ArgumentException.ThrowIfNullOrEmpty(status);
        Change(id, (_, _) => _account.Droplets.SetStatus(id, status));
    }

    /// <summary>Locks a droplet, or takes that lock away. A droplet that boots or goes is locked all the same.</summary>
    /// <exception cref="KeyNotFoundException">There is no such droplet.</exception>
    public void SetLocked(long id, bool locked) => Change(id, (_, _) => _account.Droplets.SetLocked(id, locked));

    /// <summary>Gives a droplet any name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such droplet.</exception>
    public void Rename(long id, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Change(id, (_, _) => _account.Droplets.Rename(id, name));
    }

    /// <summary>Adds an SSH key of a name that others may have too.</summary>
    public SandboxSshKey AddSshKey(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _api.Write(_ => _account.SshKeys.AddNamed(name));
    }

    /// <summary>Stops listening and closes the state. What was acknowledged is in the state file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        _api.Dispose();
    }

    /// <summary>What the loopback host answers beside the API.</summary>
    private Site CreateSite(SandboxOptions options) => new(
        _time,
        [
            .. new PageEndpoint().Routes,
            .. new OverviewEndpoint(_api, _account, options).Routes,
            .. options.Control ? new ConditionsEndpoint(_api, options.ConditionsOnly()).Routes : [],
        ]);

    /// <summary>The same, but a new droplet is there at once, listed and tagged.</summary>
    private static SandboxConditions AtOnce(SandboxConditions conditions) => conditions with
    {
        Boot = TimeSpan.Zero,
        BootSpread = TimeSpan.Zero,
        ListLag = TimeSpan.Zero,
        ReadLag = TimeSpan.Zero,
        TagLag = TimeSpan.Zero,
    };

    private static List<string> Checked(IEnumerable<string> tags)
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
