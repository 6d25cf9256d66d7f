using System.Text;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Config;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Aws.Tests.Provider;

/// <summary>An account of AWS and clients of it, under one virtual clock on one thread.</summary>
internal sealed class AwsWorld
{
    public const string Secret = "secret-access-key-of-the-tests";

    public AwsWorld(Func<AwsSandboxOptions, AwsSandboxOptions>? options = null)
    {
        AwsSandboxOptions basic = new() { TimeProvider = Time, SecretKey = Secret };
        Cloud = AwsSandbox.Create(options is null ? basic : options(basic));
        Handler = Cloud.CreateHandler();
    }

    public VirtualTimeProvider Time { get; } = new();

    public AwsSandbox Cloud { get; }

    public HttpMessageHandler Handler { get; set; }

    public EventLog Events { get; } = new();

    public string? Project { get; set; } = "shop";

    public string Yaml { get; set; } = Hosts("app-1", "app-2", "db-1");

    public Dictionary<string, string> Environment { get; } = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "AKIATEST",
        ["AWS_SECRET_ACCESS_KEY"] = Secret,
    };

    /// <summary>The actions that were requested since the start.</summary>
    public IReadOnlyList<string> Actions => [.. Cloud.Requests.Select(r => r.Action)];

    /// <summary>The instances that exist.</summary>
    public IReadOnlyList<AwsSandboxInstance> Living => [.. Cloud.Instances.Where(i => !i.IsEnding)];

    /// <summary>A config whose staging has these hosts, all alike; the role is the name's first part.</summary>
    public static string Hosts(params IEnumerable<string> hosts) =>
        $$"""
        account_id: "123456789012"
        ssh_key_name: my-key
        default_region: eu-central-1
        default_size: t3.small
        security_groups: [default]
        hosts:
          staging:{{(hosts.Any() ? "" : " {}")}}
        {{string.Join('\n', hosts.Select(h => $"    {h}: {{ role: {h.Split('-')[0]} }}"))}}
        """;

    public AwsProvider NewProvider(HttpMessageHandler? handler = null) => new(new AwsProviderOptions
    {
        GetEnvironmentVariable = name => Environment.GetValueOrDefault(name),
        Handler = handler ?? Handler,
        TimeProvider = Time,
        Random = new Random(1),
    });

    public ConfigNode Config() => ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(Yaml));

    public InfraPlan Plan(PlanIntent intent = PlanIntent.Converge) =>
        Time.Run(() => NewProvider().PlanAsync(Options(intent), CancellationToken.None));

    /// <summary>What one command does: a plan and its apply, with one provider.</summary>
    public ApplyReport Up(PlanOptions? options = null) => Time.Run(() => UpAsync(options ?? Options(PlanIntent.Converge)));

    public ApplyReport Down() => Up(Options(PlanIntent.Down));

    /// <summary>Starts one command with its own handler and budget, inside <see cref="VirtualTimeProvider.Run{T}"/>.</summary>
    public Task<ApplyReport> StartAsync(HttpMessageHandler handler, PlanIntent intent = PlanIntent.Converge) =>
        UpAsync(Options(intent), handler);

    public PlanOptions Options(PlanIntent intent) =>
        new() { Config = Config(), Project = Project, Environment = "staging", Intent = intent };

    private async Task<ApplyReport> UpAsync(PlanOptions options, HttpMessageHandler? handler = null)
    {
        AwsProvider provider = NewProvider(handler);
        InfraPlan plan = await provider.PlanAsync(options, CancellationToken.None);
        ApplyOptions apply = new() { Config = options.Config, Plan = plan, Progress = Events };
        return await provider.ApplyAsync(apply, CancellationToken.None);
    }
}
