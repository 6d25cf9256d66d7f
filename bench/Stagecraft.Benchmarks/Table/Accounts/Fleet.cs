using System.Globalization;
using System.Text;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>So many hosts of so many kinds, which differ in role and size, all of one image and in one region.</summary>
internal sealed record Fleet(int Hosts, int Kinds = 1)
{
    public const string Region = "nyc3";

    private static readonly (string Role, string Size)[] AllKinds =
    [
        ("web", "s-1vcpu-1gb"),
        ("app", "s-1vcpu-2gb"),
        ("cache", "s-2vcpu-2gb"),
        ("db", "s-2vcpu-4gb"),
    ];

    public IEnumerable<FleetHost> All => Enumerable.Range(0, Hosts).Select(i =>
    {
        (string role, string size) = AllKinds[i % Kinds];
        return new FleetHost(string.Create(CultureInfo.InvariantCulture, $"{role}-{i:00000}"), role, size);
    });

    /// <summary>The whole <c>stagecraft.yml</c>.</summary>
    public string Yaml(string project, string environment, string sshKey)
    {
        StringBuilder yaml = new(
            $$"""
            project:
              name: {{project}}
            cloud:
              provider: digitalocean
              providers:
                digitalocean:
                  token_env: DO_TOKEN
                  ssh_key_name: {{sshKey}}
                  default_region: {{Region}}
                  hosts:
                    {{environment}}:

            """);
        foreach (FleetHost host in All)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"          {host.Name}: {{role: {host.Role}, size: {host.Size}}}\n");
        }

        return yaml.ToString();
    }
}
