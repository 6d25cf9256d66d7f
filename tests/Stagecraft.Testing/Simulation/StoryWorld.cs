using System.Globalization;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Testing.Simulation;

/// <summary>The account of a scenario, its clock, the current config and the log.</summary>
internal sealed class StoryWorld
{
    public const string Token = "dop_v1_token-of-the-scenarios";

    private readonly List<string> _log = [];
    private readonly Action<string>? _listener;
    private readonly SandboxConditions _fair;
    private SandboxRequest? _last;
    private int _faults;

    public StoryWorld(int seed, StoryLimits limits, Action<string>? listener)
    {
        Seed = seed;
        Limits = limits;
        _listener = listener;
        Dice dice = new(seed, 1);
        Settle = TimeSpan.FromSeconds(dice.Chance(0.8) ? 15 : 5);
        PageSize = dice.Chance(0.5) ? 200 : 2 + dice.Below(9);
        Timeout = TimeSpan.FromMinutes(dice.Chance(0.5) ? 10 : 2);
        Others = PageSize < 200 ? dice.Below(4) * PageSize : dice.Chance(0.01) ? 420 : 0;
        int limit = dice.Chance(0.85) ? 1000 : Others + 6 + dice.Below(6);
        bool isSlow = dice.Chance(0.5);
        HasTemplate = new Dice(seed, 12).Chance(0.3);
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
        Cloud = DigitalOceanSandbox.Create(
            new SandboxOptions(_fair) { TimeProvider = Time, DropletLimit = limit, Log = request => _last = request });
        Record(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {(HasTemplate ? "names with the project, " : "")}settle window {Settle.TotalSeconds} s, "
                + $"list lag {_fair.ListLag.TotalSeconds:0.0} s, tag lag "
                + $"{_fair.TagLag.TotalSeconds:0.0} s, " +
            $"read lag {_fair.ReadLag.TotalSeconds:0.0} s, boot {_fair.Boot.TotalSeconds:0.0} s, {PageSize} per page, lists up to "
                + $"{Stale.TotalSeconds:0.0} s old, droplet limit {limit}, " +
            $"actions {(_fair.CanReadActions ? "readable" : "not readable")}, rate limit {(_fair.RateLimit ? "on" : "off")}"));
    }

    public int Seed { get; }

    public StoryLimits Limits { get; }

    public StoryCounts Counts { get; } = new() { Stories = 1 };

    public VirtualTimeProvider Time { get; } = new() { Limit = TimeSpan.FromHours(12) };

    public DigitalOceanSandbox Cloud { get; }

    public TimeSpan Settle { get; }

    /// <summary>Of creating, and of deleting.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The API may serve fewer items a page than are asked for.</summary>
    public int PageSize { get; }

    /// <summary>The polling interval of a run.</summary>
    public TimeSpan Poll { get; }

    /// <summary>Whether the config has a template of droplet names with the project.</summary>
    public bool HasTemplate { get; }

    /// <summary>The number of unmanaged droplets in the account.</summary>
    public int Others { get; }

    /// <summary>The maximum age of a stale list that the API occasionally returns, as from a lagging replica; zero for none.</summary>
    public TimeSpan Stale { get; }

    /// <summary>The recently returned lists, by their address.</summary>
    public Dictionary<string, (TimeSpan At, byte[] Body)> Lists { get; } = [];

    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>Those of them that the config protects.</summary>
    public IReadOnlySet<string> ProtectedHosts { get; set; } = new HashSet<string>();

    public string Size { get; set; } = "s-1vcpu-1gb";

    public IReadOnlyList<string> Log => _log;

    public string Yaml => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        token_env: DO_TOKEN
        ssh_key_name: my-ssh-key
        default_region: tor1
        default_size: {{Size}}
        machine_name: "{{(HasTemplate ? "{project}-{environment}-{host}" : "{environment}-{host}")}}"
        settle_window: {{Settle.TotalSeconds}}s
        poll_interval: {{Poll.TotalSeconds}}s
        create_timeout: {{Timeout.TotalMinutes}}m
        delete_timeout: {{Timeout.TotalMinutes}}m
        hosts:
          staging:{{(Hosts.Count > 0 ? "" : " {}")}}
        {{string.Join('\n', Hosts.Select(h => $"    {h}: {{ role: {h.Split('-')[0]}{(ProtectedHosts.Contains(h) ? ", protected: true" : "")} }}"))}}
        """);

    public string NameOf(string host) => HasTemplate ? $"shop-staging-{host}" : $"staging-{host}";

    public void Record(string what)
    {
        string line = $"{Time.GetUtcNow():mm:ss.fff} {what}";
        _log.Add(line);
        _listener?.Invoke(line);
    }

    /// <summary>Sends a line to the listener only, without logging it.</summary>
    public void Trace(Func<string> what) => _listener?.Invoke($"{Time.GetUtcNow():mm:ss.fff}   {what()}");

    /// <summary>A change by a person between two pages of a list.</summary>
    public Action<Dice> BetweenPages { get; set; } = _ => { };

    /// <summary>Deletes a droplet immediately.</summary>
    public void Remove(long id)
    {
        Cloud.Conditions = _fair with { Destroy = TimeSpan.Zero };
        Cloud.DeleteDroplet(id);
        Cloud.Conditions = _fair;
    }

    /// <summary>Does something while the account has this fault, and returns what the API noted of the request that it sent.</summary>
    public SandboxRequest? With(SandboxFault? fault, long number, Action act)
    {
        _last = null;
        if (fault is not null)
        {
            Cloud.Conditions = _fair with { Faults = [fault], Seed = number };
        }

        act();
        if (fault is not null)
        {
            Cloud.Conditions = _fair;
        }

        return _last;
    }

    /// <summary>Whether one request more may go wrong.</summary>
    public bool MayFail() => _faults++ < Limits.Faults;

    /// <summary>What was tried, faults too.</summary>
    public StoryCounts Count()
    {
        foreach (SandboxFaultHit hit in Cloud.Faults.Hits)
        {
            Counts.Hit(hit.Kind);
        }

        return Counts;
    }

    public Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Time);

    /// <summary>Less than the settle window by so much that a date in whole seconds and a request's way fit in.</summary>
    private TimeSpan Lag(Dice dice) =>
        dice.Chance(0.4) ? TimeSpan.Zero : dice.Between(0, 0.85) * (Settle - TimeSpan.FromSeconds(1) - Stale);
}
