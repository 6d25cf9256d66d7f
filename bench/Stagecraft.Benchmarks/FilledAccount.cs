using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Benchmarks;

/// <summary>
/// A sandbox in memory with so many droplets, and a client of it. All have the same three tags; every second is named <c>web</c>, every
/// fifth of the others is a GPU droplet.
/// </summary>
internal sealed class FilledAccount
{
    private static readonly Dictionary<(Type For, int Droplets), FilledAccount> All = [];
    private static readonly string[] Tags = ["stagecraft", "stagecraft-project-shop", "blue"];

    private FilledAccount(int droplets)
    {
        SandboxOptions options = new() { RateLimit = false, DropletLimit = int.MaxValue, Boot = TimeSpan.Zero, Destroy = TimeSpan.Zero };
        DigitalOceanSandbox sandbox = DigitalOceanSandbox.Create(options);
        for (int i = 0; i < droplets; i++)
        {
            sandbox.CreateDroplet(i % 2 == 0 ? "web" : $"db-{i}", Tags, size: i % 10 == 1 ? "gpu-h100x1-80gb" : "s-1vcpu-1gb");
        }

        Http = new HttpClient(sandbox.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com/v2/") };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
    }

    public HttpClient Http { get; }

    /// <summary>The account of so many droplets for one class of benchmarks, so that none measures what another left behind.</summary>
    public static FilledAccount For<T>(int droplets)
    {
        if (!All.TryGetValue((typeof(T), droplets), out FilledAccount? account))
        {
            All.Add((typeof(T), droplets), account = new FilledAccount(droplets));
        }

        return account;
    }

    /// <summary>The number of the last page of a list.</summary>
    public int LastPage(string query)
    {
        JsonElement list = JsonElement.Parse(Http.GetStringAsync(query).GetAwaiter().GetResult());
        return (list.GetProperty("meta").GetProperty("total").GetInt32() + 199) / 200;
    }
}
