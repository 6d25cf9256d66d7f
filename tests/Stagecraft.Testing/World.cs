using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing;

/// <summary>An account, a network to it and clients of it, under one virtual clock on one thread.</summary>
public sealed class World
{
    public const string Token = "dop_v1_secret-token-of-the-tests";

    private FaultHandler? _network;
    private (string Yaml, ConfigNode Node)? _section;

    public World(Func<SandboxOptions, SandboxOptions>? options = null)
    {
        SandboxOptions basic = new() { TimeProvider = Time, Boot = TimeSpan.FromSeconds(8), Destroy = TimeSpan.FromSeconds(3) };
        Cloud = DigitalOceanSandbox.Create(options is null ? basic : options(basic));
    }

    public VirtualTimeProvider Time { get; } = new();

    public DigitalOceanSandbox Cloud { get; }

    public FaultHandler Network => _network ??= NewNetwork();

    public string Yaml { get; set; } = Hosts("app-1", "app-2", "db-1");

    public string? Project { get; set; } = "shop";

    public EventLog Events { get; } = new();

    /// <summary>Where the providers log to; null for nowhere.</summary>
    public LogLines? Log { get; init; }

    public Dictionary<string, string> Environment { get; } = new() { ["DO_TOKEN"] = Token };

    /// <summary>A config whose staging has these hosts, all alike; the role is the name's first part.</summary>
    public static string Hosts(params IEnumerable<string> hosts) => Section("staging", hosts);

    public static string Section(string environment, params IEnumerable<string> hosts) =>
        $$"""
        token_env: DO_TOKEN
        ssh_key_name: my-ssh-key
        default_region: nyc1
        default_size: s-1vcpu-1gb
        hosts:
          {{environment}}:{{(hosts.Any() ? "" : " {}")}}
        {{string.Join('\n', hosts.Select(h => $"    {h}: {{ role: {h.Split('-')[0]} }}"))}}
        """;

    public static ConfigNode Config(string yaml) => ConfigReader.Read("stagecraft.yml", System.Text.Encoding.UTF8.GetBytes(yaml));

    /// <summary>The config of <see cref="Yaml"/>, read once.</summary>
    private ConfigNode ReadConfig()
    {
        if (_section?.Yaml != Yaml)
        {
            _section = (Yaml, Config(Yaml));
        }

        return _section!.Value.Node;
    }

    public FaultHandler NewNetwork() => new(Cloud.CreateHandler(), Time);

    public DigitalOceanProvider NewProvider(FaultHandler? network = null) => new(new DigitalOceanProviderOptions
    {
        GetEnvironmentVariable = name => Environment.GetValueOrDefault(name),
        Handler = network ?? Network,
        TimeProvider = Time,
        Random = new Random(1),
        LoggerFactory = Log ?? (ILoggerFactory)NullLoggerFactory.Instance,
    });

    public InfraPlan Plan(PlanIntent intent = PlanIntent.Converge, string environment = "staging") =>
        Time.Run(() => NewProvider().PlanAsync(PlanOptions(intent, environment), CancellationToken.None));

    public CloudProviderException PlanFails(PlanIntent intent = PlanIntent.Converge, string environment = "staging")
    {
        try
        {
            Plan(intent, environment);
        }
        catch (CloudProviderException e)
        {
            return e;
        }

        throw new InvalidOperationException("the plan did not fail");
    }

    public ApplyReport Apply(InfraPlan plan, CancellationToken cancellationToken = default) =>
        Time.Run(() => NewProvider().ApplyAsync(ApplyOptions(plan), cancellationToken));

    public ApplyReport Up(PlanIntent intent = PlanIntent.Converge) =>
        Time.Run(() => UpAsync(NewProvider(), intent));

    public ApplyReport Down() => Up(PlanIntent.Down);

    public CloudProviderException UpFails(PlanIntent intent = PlanIntent.Converge)
    {
        try
        {
            Up(intent);
        }
        catch (CloudProviderException e)
        {
            return e;
        }

        throw new InvalidOperationException("the run did not fail");
    }

    /// <summary>What one command does: a plan and its apply, with one provider.</summary>
    public async Task<ApplyReport> UpAsync(
        DigitalOceanProvider provider, PlanIntent intent = PlanIntent.Converge, CancellationToken cancellationToken = default)
    {
        InfraPlan plan = await provider.PlanAsync(PlanOptions(intent), cancellationToken);
        return await provider.ApplyAsync(ApplyOptions(plan), cancellationToken);
    }

    public PlanOptions PlanOptions(PlanIntent intent = PlanIntent.Converge, string environment = "staging") =>
        new() { Config = ReadConfig(), Project = Project, Environment = environment, Intent = intent };

    public ApplyOptions ApplyOptions(InfraPlan plan) => new() { Config = ReadConfig(), Plan = plan, Progress = Events };

    /// <summary>A droplet with the ownership tags of a host of staging that no run of this test created.</summary>
    public SandboxDroplet Ours(string host, string size = "s-1vcpu-1gb", bool booting = false, params string[] more) =>
        Cloud.CreateDroplet($"staging-{host}", [.. OurTags(host), .. more], "nyc1", size, booting: booting);

    public static string[] OurTags(string host) =>
        ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", $"stagecraft-role-{host.Split('-')[0]}"];

    /// <summary>The names of the live droplets, sorted.</summary>
    public IReadOnlyList<string> Live() => [.. Cloud.Droplets.Select(d => d.Name).Order(StringComparer.Ordinal)];
}
