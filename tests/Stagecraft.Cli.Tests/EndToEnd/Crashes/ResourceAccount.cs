using System.Text;
using System.Text.Json;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>An account in a state file, with a reserved IP and foreign resources, and the file of docs/resources.md with this IP.</summary>
internal sealed class ResourceAccount : IAsyncDisposable
{
    internal const string Plan = "infra plan -e prod --detailed-exitcode";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-");
    private readonly SandboxOptions _options;
    private readonly DigitalOceanSandbox _truth;
    private string _config = "";
    private string _foreign = "";

    private ResourceAccount()
    {
        _options = new SandboxOptions
        {
            Boot = TimeSpan.FromMilliseconds(300),
            Destroy = TimeSpan.FromMilliseconds(200),
            StateFile = Path.Combine(_folder.FullName, "state.db"),
            Token = RealCommand.Token,
        };
        _truth = DigitalOceanSandbox.Create(_options);
    }

    /// <summary>Creates the reserved IP and the foreign volume.</summary>
    internal static async Task<ResourceAccount> CreateAsync()
    {
        ResourceAccount account = new();
        using HttpClient api = new(account._truth.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        api.DefaultRequestHeaders.Authorization = new("Bearer", RealCommand.Token);
        string ip = await PostAsync(api, "/v2/reserved_ips", """{"region":"nyc3"}""", "reserved_ip", "ip");
        account._config = ResourcePage.FileWith(ip);
        account._foreign = await PostAsync(
            api, "/v2/volumes", """{"name":"prod-db-1-data-old","region":"nyc3","size_gigabytes":10}""", "volume", "id");
        return account;
    }

    /// <summary>Runs a command that shares nothing with another but the account, and waits for the end of its requests.</summary>
    /// <returns>The result; null if it was killed.</returns>
    internal async Task<CliResult?> RunAsync(string arguments, Kill? kill = null)
    {
        await using Door door = await Door.OpenAsync(_options, kill);
        using CommandProcess process = new(door.Address, _config, arguments);
        door.Enter(process);
        CliResult result = await process.EndAsync();
        await door.DrainAsync();
        return door.KilledAt is null ? result : null;
    }

    /// <summary>What is not there exactly once after <c>up</c>.</summary>
    internal IReadOnlyList<string> FaultsOfUp()
    {
        string[] droplets = [.. _truth.Droplets.Select(d => d.Name).Order(StringComparer.Ordinal)];
        long? database = _truth.Droplets.FirstOrDefault(d => d.Name == "prod-db-1")?.Id;
        SandboxVolume[] volumes = [.. _truth.Resources.Volumes];
        return
        [
            .. Unless(droplets is ["prod-app-1", "prod-app-2", "prod-app-3", "prod-db-1"], string.Join(' ', droplets)),
            .. Unless(_truth.Resources.LoadBalancers is [{ Name: "stagecraft.shop.prod.web" }], "load balancers"),
            .. Unless(
                _truth.Resources.Firewalls.Select(f => f.Name).Order(StringComparer.Ordinal)
                    .SequenceEqual(["stagecraft.shop.prod.db", "stagecraft.shop.prod.web"]),
                "firewalls"),
            .. Unless(volumes.Length == 2 && volumes.Single(v => v.Id != _foreign).DropletId == database, "volumes"),
            .. Unless(_truth.Resources.ReservedIps is [{ DropletId: var host }] && host == database, "reserved IPs"),
            .. Foreign(),
        ];
    }

    /// <summary>What <c>down</c> left, except the volume and the address.</summary>
    internal IReadOnlyList<string> FaultsOfDown() =>
    [
        .. Unless(_truth.Droplets.Count == 0, "droplets"),
        .. Unless(_truth.Resources is { LoadBalancers.Count: 0, Firewalls.Count: 0 }, "load balancers or firewalls"),
        .. Unless(_truth.Resources is { Volumes.Count: 2, ReservedIps: [{ DropletId: null }] }, "volumes or addresses"),
        .. Foreign(),
    ];

    public async ValueTask DisposeAsync()
    {
        await _truth.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<string> PostAsync(HttpClient api, string path, string body, string kind, string id)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await api.PostAsync(path, content);
        string text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(text);
        using JsonDocument json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty(kind).GetProperty(id).GetString()!;
    }

    private IEnumerable<string> Foreign() =>
        Unless(_truth.Resources.Volumes.Single(v => v.Id == _foreign) is { DropletId: null, Tags: [] }, "the foreign volume");

    private static IEnumerable<string> Unless(bool isRight, string what) => isRight ? [] : [$"not as expected: {what}"];
}
