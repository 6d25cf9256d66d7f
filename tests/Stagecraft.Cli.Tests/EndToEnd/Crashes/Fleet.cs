using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>The hosts that a config declares: of three roles, so that one create does not do for ten of them in order.</summary>
internal sealed class Fleet
{
    /// <summary>What is nearly ours, and is not: by its name, by each tag that it lacks or has otherwise.</summary>
    private static readonly (string Name, string[] Tags)[] NearlyOurs =
    [
        ("staging-app-999", []),
        ("staging-app-998", ["stagecraft"]),
        ("staging-app-997", ["stagecraft", "stagecraft-env-staging", "stagecraft-role-app"]),
        ("staging-app-996", ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop2", "stagecraft-role-app"]),
        ("staging-app-995", ["stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-app"]),
        ("staging-app-994", ["stagecraft", "stagecraft-env-stagin", "stagecraft-project-shop", "stagecraft-role-app"]),
        ("staging-eu-app-001", ["stagecraft", "stagecraft-env-staging-eu", "stagecraft-project-shop", "stagecraft-role-app"]),
        ("prod-app-001", ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop", "stagecraft-role-app"]),
        ("app-001", ["stagecraft", "stagecraft-host-app-001", "stagecraft-project-shop"]),
    ];

    private readonly int _settleSeconds;

    internal Fleet(int size, int settleSeconds = 2)
    {
        _settleSeconds = settleSeconds;
        Hosts =
        [
            .. Enumerable.Range(0, size)
                .Select(i => (Role: i % 20 < 9 ? "app" : i % 20 < 15 ? "db" : "web", Number: i + 1))
                .Select(h => $"{h.Role}-{h.Number:000}")
                .Order(StringComparer.Ordinal),
        ];
    }

    internal IReadOnlyList<string> Hosts { get; }

    internal IEnumerable<string> DropletNames => Hosts.Select(MachineName);

    internal string Config =>
        $$"""
        project: { name: shop }
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              ssh_key_name: my-ssh-key
              default_region: nyc1
              default_size: s-1vcpu-1gb
              settle_window: {{_settleSeconds}}s
              poll_interval: 1s
              hosts:
                staging:
        {{string.Join('\n', Hosts.Select(h => $"          {h}: {{ role: {RoleOf(h)} }}"))}}
        """;

    internal static string MachineName(string host) => $"staging-{host}";

    internal static bool IsOurs(SandboxDroplet droplet) =>
        droplet.Tags.Contains("stagecraft") && droplet.Tags.Contains("stagecraft-env-staging")
            && droplet.Tags.Contains("stagecraft-project-shop");

    /// <summary>Adds unmanaged droplets to the account.</summary>
    internal static IReadOnlyList<SandboxDroplet> Surround(DigitalOceanSandbox cloud) =>
        [.. NearlyOurs.Select(d => cloud.CreateDroplet(d.Name, d.Tags))];

    /// <summary>Makes every host, as a run that ended long ago would have.</summary>
    internal void Settle(DigitalOceanSandbox cloud)
    {
        foreach (string host in Hosts)
        {
            cloud.CreateDroplet(
                MachineName(host),
                ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", $"stagecraft-role-{RoleOf(host)}"],
                "nyc1");
        }
    }

    private static string RoleOf(string host) => host[..host.IndexOf('-')];
}
