using System.Globalization;
using System.Text;
using System.Text.Json;
using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Resources;

/// <summary>The kinds of resources of an account in the sandbox, without an engine.</summary>
internal sealed class ResourceRig : IDisposable
{
    /// <summary>The value of the variable SLACK_URL.</summary>
    public const string SlackUrl = "https://hooks.slack.example/services/T0/B0/webhook-secret";

    private readonly DigitalOceanDriver _driver;
    private readonly DigitalOceanAccount _account;
    private readonly HttpClient _api;

    public ResourceRig(string hosts, string? environment = null, Func<SandboxOptions, SandboxOptions>? options = null)
    {
        World = new World(options) { Yaml = Yaml(hosts, environment) };
        _driver = new DigitalOceanDriver(new()
        {
            GetEnvironmentVariable = name => World.Environment.GetValueOrDefault(name),
            Handler = World.Network,
            TimeProvider = World.Time,
            Random = new Random(1),
        });
        _account = (DigitalOceanAccount)_driver.Connect(Config(hosts, environment), new CloudContext(World.Time, null));
        _api = new HttpClient(World.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        _api.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
        Declared = Named(Config(hosts, environment));
    }

    public World World { get; }

    public IReadOnlyList<DeclaredResource> Declared { get; }

    public Dictionary<string, ResourceId> Machines { get; } = [];

    /// <summary>Machines of the environment that are not kept.</summary>
    public List<ResourceId> Duplicates { get; } = [];

    public Dictionary<(string Kind, string Name), ResourceId> Owned { get; } = [];

    public ResourceContext Context =>
        new()
        {
            Project = "shop",
            Environment = "staging",
            Machines = Machines,
            OwnMachines = Machines.Values.Concat(Duplicates).ToHashSet(),
            Resources = Owned,
        };

    /// <summary>The requests of the kinds that change the account.</summary>
    public IReadOnlyList<string> Writes => [.. World.Network.Sent.Where(s => !s.StartsWith("GET", StringComparison.Ordinal))];

    public IResourceKind Kind(string kind) => _account.Kinds.Single(k => k.Kind == kind);

    public SandboxDroplet AddHost(string host)
    {
        SandboxDroplet droplet = World.Ours(host);
        Machines[host] = new ResourceId(droplet.Id.ToString(CultureInfo.InvariantCulture));
        return droplet;
    }

    public IReadOnlyList<Resource> Read(string kind) => List(kind).Resources;

    public ResourceList List(string kind) =>
        World.Time.Run(() => Kind(kind).ReadAsync(Declared, RequestPriority.Working, CancellationToken.None));

    public UpdateOutcome Create(DeclaredResource declared, params string[] tags) =>
        World.Time.Run(() => Kind(declared.Kind).CreateAsync(declared, tags, Context, () => true, CancellationToken.None));

    public UpdateOutcome Update(DeclaredResource declared, Resource actual, params string[] fields) =>
        World.Time.Run(() => Kind(declared.Kind).UpdateAsync(declared, actual, fields, Context, () => true, CancellationToken.None));

    public UpdateOutcome Delete(string kind, Resource actual) =>
        World.Time.Run(() => Kind(kind).DeleteAsync(actual, () => true, CancellationToken.None));

    public void Wait(int seconds = 30) => World.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(seconds), World.Time));

    /// <summary>Sends a request as another client of the account, and waits until its action is over.</summary>
    public JsonElement Post(string path, string body) => Send(HttpMethod.Post, path, body);

    /// <summary>As <see cref="Post"/>, with another method.</summary>
    public JsonElement Send(HttpMethod method, string path, string body) => World.Time.Run(async () =>
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _api.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(text);
        await Task.Delay(TimeSpan.FromSeconds(30), World.Time);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    });

    public static DropletConfig Config(string hosts, string? environment = null)
    {
        DropletConfig config = DropletConfig.Read(
            World.Config(Yaml(hosts, environment)), "shop", name => name == "SLACK_URL" ? SlackUrl : null);
        config.Problems.Should().BeEmpty();
        return config;
    }

    public void Dispose()
    {
        _api.Dispose();
        _account.Dispose();
        _driver.Governor.Dispose();
    }

    /// <summary>The resources of the environment with the names that the engine gives them.</summary>
    public static IReadOnlyList<DeclaredResource> Named(DeclaredConfig config) =>
    [
        .. config.Resources["staging"]
            .Select(r => r.CloudName.Length > 0 ? r : r with { CloudName = $"stagecraft.shop.staging.{r.Name}" }),
    ];

    private static string Yaml(string hosts, string? environment) =>
        "token_env: DO_TOKEN\nssh_key_name: my-ssh-key\ndefault_region: nyc1\ndefault_size: s-1vcpu-1gb\n"
            + "hosts: { staging: " + hosts + " }\n"
        + (environment is null ? "" : "environments: { staging: " + environment + " }\n");
}
