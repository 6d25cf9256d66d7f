using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Resources;

/// <summary>A config file with hosts and other resources.</summary>
public sealed record ResourceFile(IReadOnlyList<DeclaredHost> Hosts, IReadOnlyList<DeclaredResource> Resources)
{
    public const string Address = "203.0.113.10";

    private static readonly string[] Roles = ["app", "db"];

    public static ResourceFile Of(Dice dice)
    {
        DeclaredHost[] hosts =
        [
            .. Enumerable.Range(1, 1 + dice.Below(3)).Select(i => Host($"app-{i}", "app")),
            .. dice.Chance(0.6) ? [Host("db-1", "db")] : Array.Empty<DeclaredHost>(),
        ];
        return new(hosts, [.. Draw(dice, hosts)]);
    }

    /// <summary>The file after an edit: other resources for the same hosts.</summary>
    public ResourceFile Edited(Dice dice) => this with { Resources = [.. Draw(dice, Hosts)] };

    public DeclaredConfig Config(TimeSpan settle) => new()
    {
        Problems = [],
        Timeouts = new()
        {
            SettleWindow = settle,
            CreateTimeout = TimeSpan.FromMinutes(3),
            DeleteTimeout = TimeSpan.FromMinutes(3),
        },
        ConnectionProblems = [],
        Environments = [new("staging", null, Hosts)],
        Names = new Dictionary<string, DeclaredNames>
        {
            ["staging"] = new(Hosts.Select(h => h.Name).ToHashSet(), new HashSet<string>()),
        },
        Resources = new Dictionary<string, IReadOnlyList<DeclaredResource>> { ["staging"] = Resources },
    };

    private static IEnumerable<DeclaredResource> Draw(Dice dice, IReadOnlyList<DeclaredHost> hosts)
    {
        bool hasBalancer = dice.Chance(0.5);
        if (hasBalancer)
        {
            yield return New(ResourceKind.LoadBalancer, "web", null, ("targets", "app"), ("forward", $"{80 + dice.Below(2)}"));
        }

        foreach (string name in (string[])["in", "out"])
        {
            if (dice.Chance(0.6))
            {
                string source = hasBalancer && dice.Chance(0.5) ? "load balancer web" : dice.Pick(["any", "role app"]);
                yield return New(
                    ResourceKind.Firewall, name, null, ("targets", dice.Pick(["", .. Roles])), ("inbound 22/tcp", source));
            }
        }

        if (dice.Chance(0.5))
        {
            yield return New(ResourceKind.Alert, "busy", null, ("targets", "app"), ("cpu", $"{80 + dice.Below(2)}"));
        }

        DeclaredHost host = hosts[^1];
        if (dice.Chance(0.6))
        {
            yield return New(ResourceKind.Volume, $"{host.Name}-data", host, ("size", "10"), ("host", host.Name));
        }

        if (dice.Chance(0.3))
        {
            yield return New(ResourceKind.ReservedIp, host.Name, host, ("host", host.Name));
        }
    }

    private static DeclaredResource New(string kind, string name, DeclaredHost? host, params (string Name, string Value)[] fields) => new()
    {
        Kind = kind,
        Name = name,
        CloudName = kind switch
        {
            ResourceKind.Volume => $"staging-{name}",
            ResourceKind.ReservedIp => Address,
            _ => "",
        },
        Host = host?.Name,
        Fields = [.. fields.Select(f => new DeclaredField(f.Name, f.Value) { IsAttachment = f.Name == "host" })],
    };

    private static DeclaredHost Host(string name, string role) => new()
    {
        Name = name,
        MachineName = $"staging-{name}",
        Role = role,
        Size = "small",
        Region = "north",
        Image = "linux",
    };
}
