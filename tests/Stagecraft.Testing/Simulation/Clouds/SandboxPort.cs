using System.Globalization;
using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Sandbox;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>The sandbox as the cloud of a scenario.</summary>
internal sealed class SandboxPort : SimulatedCloud
{
    public const string Secret = "dop_v1_token-of-the-scenarios";

    /// <summary>One that offers all sizes.</summary>
    private const string Region = "tor1";

    private readonly ScenarioWorld _world;
    private readonly SandboxConditions _fair;
    private readonly DigitalOceanSandbox _sandbox;
    private readonly int _limit;
    private SandboxRequest? _last;

    public SandboxPort(ScenarioWorld world)
    {
        _world = world;
        Dice dice = new(world.Seed, 1);
        Settle = TimeSpan.FromSeconds(dice.Chance(0.8) ? 15 : 5);
        PageSize = dice.Chance(0.5) ? 200 : 2 + dice.Below(9);
        Timeout = TimeSpan.FromMinutes(dice.Chance(0.5) ? 10 : 2);
        Others = PageSize < 200 ? dice.Below(4) * PageSize : dice.Chance(0.01) ? 420 : 0;
        _limit = dice.Chance(0.85) ? 1000 : Others + 6 + dice.Below(6) + (world.Neighbor is null ? 0 : 10);
        bool isSlow = dice.Chance(0.5);
        Stale = PageSize == 200 && dice.Chance(0.4) ? TimeSpan.FromSeconds(dice.Between(0.5, 3)) : TimeSpan.Zero;
        Poll = TimeSpan.FromSeconds(Stale > TimeSpan.Zero && dice.Chance(0.5) ? 1 : 5);
        _fair = new SandboxConditions
        {
            ListLag = Lag(dice),
            TagLag = Lag(dice),
            ReadLag = dice.Chance(0.3) ? Lag(dice) : TimeSpan.Zero,
            Boot = TimeSpan.FromSeconds(isSlow ? dice.Between(5, 25) : dice.Between(0, 5)),
            Destroy = TimeSpan.FromSeconds(dice.Between(0, 8)),
            CanReadActions = dice.Chance(0.85),
            RateLimit = dice.Chance(0.5),
        };
        _sandbox = DigitalOceanSandbox.Create(
            new SandboxOptions(_fair) { TimeProvider = world.Time, DropletLimit = _limit, Log = request => _last = request });
    }

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"settle window {Settle.TotalSeconds} s, list lag {_fair.ListLag.TotalSeconds:0.0} s, tag lag {_fair.TagLag.TotalSeconds:0.0} s, "
            + $"read lag {_fair.ReadLag.TotalSeconds:0.0} s, boot {_fair.Boot.TotalSeconds:0.0} s, {PageSize} per page, lists up to "
            + $"{Stale.TotalSeconds:0.0} s old, droplet limit {_limit}, actions {(_fair.CanReadActions ? "readable" : "not readable")}, "
            + $"rate limit {(_fair.RateLimit ? "on" : "off")}");

    public override TimeSpan Settle { get; }

    public override TimeSpan Timeout { get; }

    /// <summary>The API may serve fewer items a page than are asked for.</summary>
    public int PageSize { get; }

    /// <summary>The maximum age of a stale list that the API occasionally returns, as from a lagging replica; zero for none.</summary>
    public TimeSpan Stale { get; }

    /// <summary>The recently returned lists, by their address.</summary>
    public Dictionary<string, (TimeSpan At, byte[] Body)> Lists { get; } = [];

    public override (string Usual, string Unusual) Sizes => ("s-1vcpu-1gb", "gpu-h100x1-80gb");

    public override int Others { get; }

    public override int CrashWithin => 40;

    public override string Token => Secret;

    public override IEnumerable<Machine> Machines => _sandbox.Droplets.Select(Actual);

    /// <summary>The polling interval of a run.</summary>
    private TimeSpan Poll { get; }

    private string Yaml(ScenarioProject project) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        token_env: DO_TOKEN
        ssh_key_name: my-ssh-key
        default_region: {{Region}}
        machine_name: "{{project.Template}}"
        default_size: {{_world.Size}}
        settle_window: {{Settle.TotalSeconds}}s
        poll_interval: {{Poll.TotalSeconds}}s
        create_timeout: {{Timeout.TotalMinutes}}m
        delete_timeout: {{Timeout.TotalMinutes}}m
        hosts:
          staging:{{(project.Hosts.Count > 0 ? "" : " {}")}}
        {{string.Join('\n', project.Hosts.Select(h => HostYaml(h, project.SettingsOf(h))))}}
        """);

    private static string HostYaml(string host, HostSettings settings)
    {
        string more = (settings.IsProtected ? ", protected: true" : "")
            + (settings.Tags.Count > 0 ? $", tags: [{string.Join(", ", settings.Tags)}]" : "")
            + (settings.HasBackups ? ", backups: true" : "");
        return $"    {host}: {{ role: {host.Split('-')[0]}{more} }}";
    }

    public override Machine Create(string name, IReadOnlyList<string> tags, string size, bool booting) =>
        Actual(_sandbox.CreateDroplet(name, tags, Region, size, booting: booting));

    public override void Delete(ResourceId id) => _sandbox.DeleteDroplet(id.Number());

    public override void Remove(ResourceId id)
    {
        _sandbox.Conditions = _fair with { Destroy = TimeSpan.Zero };
        Delete(id);
        _sandbox.Conditions = _fair;
    }

    public override void SetTags(ResourceId id, IReadOnlyList<string> tags) => _sandbox.SetTags(id.Number(), tags);

    public override void Rename(ResourceId id, string name) => _sandbox.Rename(id.Number(), name);

    public override void SetBackups(ResourceId id, bool enabled) => _sandbox.SetBackups(id.Number(), enabled);

    public override void SetBusy(ResourceId id, bool isBusy) => _sandbox.SetLocked(id.Number(), isBusy);

    public override void SetRunning(ResourceId id, bool isRunning) => _sandbox.SetStatus(id.Number(), isRunning ? "active" : "off");

    public override SimulatedClient Connect(RunLink link) =>
        Connect(new SandboxNetwork(this, link, _sandbox.CreateHandler()), link.Run.Project, link.Run.Number);

    public override SimulatedClient Connect(ScenarioProject project) => Connect(_sandbox.CreateHandler(), project, 0);

    /// <summary>Does something while the account has this fault, and returns what the API noted of the request that it sent.</summary>
    public SandboxRequest? With(SandboxFault? fault, long number, Action act)
    {
        _last = null;
        if (fault is not null)
        {
            _sandbox.Conditions = _fair with { Faults = [fault], Seed = number };
        }

        act();
        if (fault is not null)
        {
            _sandbox.Conditions = _fair;
        }

        return _last;
    }

    public override void Count(ScenarioCounts counts)
    {
        foreach (SandboxFaultHit hit in _sandbox.Faults.Hits)
        {
            int space = hit.Subject.IndexOf(' ', StringComparison.Ordinal);
            counts.Hit(hit.Kind, space < 0 ? "droplet" : hit.Subject[..space]);
        }
    }

    public override ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    private SimulatedClient Connect(HttpMessageHandler handler, ScenarioProject project, int random) =>
        new(World.Config(Yaml(project)), clock => new DigitalOceanProvider(new()
        {
            GetEnvironmentVariable = name => name == "DO_TOKEN" ? Secret : null,
            Handler = handler,
            TimeProvider = clock,
            Random = new Random(random),
        }));

    /// <summary>Less than the settle window by so much that a date in whole seconds and a request's way fit in.</summary>
    private TimeSpan Lag(Dice dice) =>
        dice.Chance(0.4) ? TimeSpan.Zero : dice.Between(0, 0.85) * (Settle - TimeSpan.FromSeconds(1) - Stale);

    private static Machine Actual(SandboxDroplet droplet) => new MachineWithBackups
    {
        Id = droplet.Id.Machine(),
        Name = droplet.Name,
        State = droplet.IsDeleting ? MachineState.Terminating : droplet.Status switch
        {
            "new" => MachineState.Starting,
            "active" => MachineState.Running,
            _ => MachineState.Stopped,
        },
        Status = droplet.Status,
        IsBusy = droplet.IsLocked,
        CreatedAt = droplet.CreatedAt,
        Region = droplet.Region,
        Size = droplet.Size,
        Tags = droplet.Tags,
        HasBackups = droplet.HasBackups,
        PublicIpv4 = droplet.PublicIpv4,
    };
}
