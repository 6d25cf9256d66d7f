using System.Reflection;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Config;

/// <summary>Spec digitalocean.md 15.1: typed firewalls, load balancers and alerts.</summary>
public sealed class TypedResourcesTests
{
    private const string Yaml = """
        token_env: DO_TOKEN
        ssh_key_name: my-ssh-key
        default_region: nyc1
        default_size: s-1vcpu-1gb
        hosts:
          staging:
            app-1: { role: app }
            db-1: { role: db }
        environments:
          staging:
            defaults: { region: nyc1, size: s-1vcpu-1gb, image: debian-12-x64, roles: { db: { region: nyc1, size: s-1vcpu-1gb, image: debian-12-x64 } } }
            budget: { monthly_max: 200.5 }
            replace: { max_unavailable: 3 }
            do_project: Shop
            firewalls:
              base: { all: true, inbound: [ { port: 22, from: any } ] }
              db:
                roles: [db, app]
                inbound:
                  - { port: [5432, 8000-9000], from: { role: app } }
                  - { port: all, protocol: udp, from: { load_balancer: web } }
                  - { protocol: icmp, from: [10.0.0.0/8, 203.0.113.10] }
                outbound: [ { port: 443, protocol: tcp, to: any } ]
            load_balancers:
              web:
                role: app
                region: nyc1
                nodes: 2
                forward: [ { from: http/80, to: http/8080 }, { from: https/443, to: http/8080, certificate: shop-com } ]
                health: { protocol: http, port: 8080, path: /up }
                redirect_http_to_https: false
            alerts:
              cpu: { cpu: 90.5, for: 10m, roles: [app], email: [ops@example.com] }
              memory: { memory: 80, all: true, slack_env: SLACK_URL, slack_channel: "#ops" }
              disk: { disk: 70, email: [ops@example.com] }
              load-1: { load_1: 4, email: [ops@example.com] }
              load-5: { load_5: 3, email: [ops@example.com] }
              load-15: { load_15: 2.5, email: [ops@example.com] }
        """;

    private static readonly string[] Ops = ["ops@example.com"];

    private static readonly DigitalOceanEnvironment Typed = new()
    {
        Defaults = new()
        {
            Region = "nyc1",
            Size = "s-1vcpu-1gb",
            Image = "debian-12-x64",
            Roles = { ["db"] = new() { Region = "nyc1", Size = "s-1vcpu-1gb", Image = "debian-12-x64" } },
        },
        MonthlyMax = 200.5m,
        MaxUnavailable = 3,
        DoProject = "Shop",
        Firewalls =
        {
            ["db"] = new()
            {
                Roles = ["db", "app"],
                Inbound =
                [
                    new() { Port = ["5432", "8000-9000"], From = DigitalOceanPeers.OfRole("app") },
                    new() { Port = ["all"], Protocol = "udp", From = DigitalOceanPeers.OfLoadBalancer("web") },
                    new() { Protocol = "icmp", From = DigitalOceanPeers.OfAddresses("10.0.0.0/8", "203.0.113.10") },
                ],
                Outbound = [new() { Port = ["443"], Protocol = "tcp", To = DigitalOceanPeers.Any }],
            },
            ["base"] = new() { All = true, Inbound = [new() { Port = ["22"], From = DigitalOceanPeers.Any }] },
        },
        LoadBalancers =
        {
            ["web"] = new()
            {
                Role = "app",
                Region = "nyc1",
                Nodes = 2,
                Forward =
                [
                    new() { From = "http/80", To = "http/8080" },
                    new() { From = "https/443", To = "http/8080", Certificate = "shop-com" },
                ],
                Health = new() { Protocol = "http", Port = 8080, Path = "/up" },
                RedirectHttpToHttps = false,
            },
        },
        Alerts =
        {
            ["cpu"] = new() { Cpu = 90.5m, For = "10m", Roles = ["app"], Email = Ops },
            ["memory"] = new() { Memory = 80, All = true, SlackEnv = "SLACK_URL", SlackChannel = "#ops" },
            ["disk"] = new() { Disk = 70, Email = Ops },
            ["load-1"] = new() { Load1 = 4, Email = Ops },
            ["load-5"] = new() { Load5 = 3, Email = Ops },
            ["load-15"] = new() { Load15 = 2.5m, Email = Ops },
        },
    };

    public static TheoryData<Type, string[]> Types => new()
    {
        { typeof(DigitalOceanEnvironment), Names(EnvironmentKeys.All, "budget", "replace") },
        { typeof(DigitalOceanDefaults), Names(EnvironmentKeys.Defaults.Keys) },
        { typeof(DigitalOceanFirewall), Names(FirewallKeys.Keys) },
        { typeof(DigitalOceanInboundRule), Names(FirewallKeys.Inbound.Keys) },
        { typeof(DigitalOceanOutboundRule), Names(FirewallKeys.OutboundRules.Keys) },
        { typeof(DigitalOceanLoadBalancer), Names(LoadBalancerKeys.Keys) },
        { typeof(DigitalOceanForward), Names(LoadBalancerKeys.Forward.Keys) },
        { typeof(DigitalOceanHealthCheck), Names(LoadBalancerKeys.Health.Keys) },
        { typeof(DigitalOceanAlert), Names(AlertKeys.Keys) },
        { typeof(DigitalOceanVolume), Names(VolumeKeys.All) },
        { typeof(DigitalOceanBackupPolicy), Names(BackupKeys.All) },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_key_has_a_property_and_each_property_a_key(Type type, string[] names) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Should().BeEquivalentTo(
            type == typeof(DigitalOceanEnvironment)
                ? [.. names, nameof(DigitalOceanEnvironment.MonthlyMax), nameof(DigitalOceanEnvironment.MaxUnavailable)]
                : names);

    [Fact]
    public void The_sample_has_every_key_of_an_environment()
    {
        ConfigMapping environment = Environment(Typed);

        Missing(environment, EnvironmentKeys.All).Should().BeEmpty();
    }

    [Fact]
    public void The_typed_config_equals_the_file()
    {
        SettingsResult written = Parse(World.Config(Yaml));
        written.Problems.Should().BeEmpty();

        Parse(Config(Typed).ToConfig()).Settings.Should().BeEquivalentTo(written.Settings, o => o
            .PreferringRuntimeMemberTypes()
            .Excluding(m => m.Type == typeof(SourceLocation))
            .Excluding(m => m.Name == nameof(UserData.Sha256)));
    }

    [Fact]
    public void Problems_have_paths_without_locations()
    {
        DigitalOceanConfig config = Config(new()
        {
            Firewalls = { ["x"] = new() { Roles = ["app"], Inbound = [new() { Port = ["0"], From = null! }, null!], Outbound = [] } },
            LoadBalancers = { ["y"] = new() { Role = "app", Forward = [], Health = new() { Port = 0 } } },
            Alerts = { ["z"] = new() { Cpu = 101, Email = ["x"] }, ["n"] = null! },
        });

        IReadOnlyList<Problem> problems = Parse(config.ToConfig()).Problems;

        problems.Should().OnlyContain(p => p.Location == null && p.Code == ErrorCodes.ConfigInvalid);
        problems.Select(p => p.Path).Should().BeEquivalentTo(
            "environments.staging.firewalls.x.inbound[0].port[0]",
            "environments.staging.firewalls.x.inbound[0].from",
            "environments.staging.firewalls.x.inbound[1]",
            "environments.staging.load_balancers.y.forward",
            "environments.staging.load_balancers.y.health.port",
            "environments.staging.alerts.z.cpu",
            "environments.staging.alerts.z.email[0]",
            "environments.staging.alerts.n");
    }

    [Fact]
    public void Peers_are_not_null()
    {
        FluentActions.Invoking(() => DigitalOceanPeers.OfRole(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => DigitalOceanPeers.OfLoadBalancer(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => DigitalOceanPeers.OfAddresses(null!)).Should().Throw<ArgumentNullException>();
    }

    // A key of a section must be in one of the values of the section.
    private static IEnumerable<string> Missing(ConfigMapping mapping, IReadOnlyList<SettingKey> keys)
    {
        foreach (SettingKey key in keys)
        {
            if (mapping.Find(key.Name) is not { } value)
            {
                yield return key.Name;
                continue;
            }

            SettingKey nested = key == FirewallKeys.Outbound ? FirewallKeys.OutboundRules : key;
            ConfigMapping[] values = value switch
            {
                ConfigMapping map when nested.Kind == SettingKind.Sections => [.. map.Entries.Select(e => (ConfigMapping)e.Value)],
                ConfigMapping map => [map],
                ConfigSequence list => [.. list.Items.OfType<ConfigMapping>()],
                _ => [],
            };
            foreach (SettingKey inner in nested.Keys)
            {
                if (values.All(v => Missing(v, [inner]).Any()))
                {
                    yield return $"{key.Name}.{inner.Name}";
                }
            }
        }
    }

    private static ConfigMapping Environment(DigitalOceanEnvironment environment) =>
        (ConfigMapping)((ConfigMapping)Config(environment).ToConfig().Find("environments")!).Find("staging")!;

    private static DigitalOceanConfig Config(DigitalOceanEnvironment environment) => new()
    {
        SshKeyName = "my-ssh-key",
        DefaultRegion = "nyc1",
        DefaultSize = "s-1vcpu-1gb",
        Environments = { ["staging"] = new() { ["app-1"] = new() { Role = "app" }, ["db-1"] = new() { Role = "db" } } },
        EnvironmentSettings = { ["staging"] = environment },
    };

    private static SettingsResult Parse(ConfigNode config) =>
        SettingsParser.Parse(config, null, SettingsScope.Everything, UserData.ReadFile);

    private static string[] Names(IReadOnlyList<SettingKey> keys, params string[] except) =>
    [
        .. keys.Where(k => !except.Contains(k.Name))
            .Select(k => string.Concat(k.Name.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]))),
    ];
}
