using System.Globalization;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Resources;

/// <summary>A config file of an environment <c>staging</c> with DigitalOcean's resources.</summary>
/// <param name="Apps">The number of hosts with the role <c>app</c>.</param>
/// <param name="Port">The port of the firewall's rule; 0 without a firewall.</param>
/// <param name="BalancerPort">The port of the hosts to which the load balancer forwards; 0 without a load balancer.</param>
/// <param name="VolumeSize">The size of the volume of <c>db-1</c>; 0 without a volume.</param>
/// <param name="HasAddress">Whether <c>db-1</c> has a reserved IP.</param>
/// <param name="HasAlert">Whether there is an alert.</param>
public sealed record SandboxFile(int Apps, int Port, int BalancerPort, int VolumeSize, bool HasAddress, bool HasAlert)
{
    public static SandboxFile Of(Dice dice) => new(
        1 + dice.Below(2),
        dice.Chance(0.8) ? 80 : 0,
        dice.Chance(0.6) ? 8080 : 0,
        dice.Chance(0.7) ? 10 : 0,
        dice.Chance(0.4),
        dice.Chance(0.4));

    /// <summary>The file after an edit.</summary>
    public SandboxFile Edited(Dice dice) => dice.Below(5) switch
    {
        0 => this with { Port = Port == 0 ? 80 : Port + 1 },
        1 => this with { BalancerPort = BalancerPort == 0 ? 8080 : BalancerPort + 1 },
        2 => this with { VolumeSize = VolumeSize + 10 },
        3 => this with { HasAlert = true },
        _ => this with { Port = 0 },
    };

    public IEnumerable<string> Hosts => [.. Enumerable.Range(1, Apps).Select(i => $"app-{i}"), "db-1"];

    public string Yaml(string address)
    {
        string volume = VolumeSize == 0 ? "" : $", volumes: {{ data: {{ size: {VolumeSize.ToString(CultureInfo.InvariantCulture)} }} }}";
        string ip = HasAddress ? $", reserved_ip: {address}" : "";
        string hosts = string.Join(
            ", ", Hosts.Select(h => h == "db-1" ? $"db-1: {{ role: db{volume}{ip} }}" : $"{h}: {{ role: app, monitoring: true }}"));
        string source = BalancerPort > 0 ? "{ load_balancer: web }" : "any";
        string[] resources =
        [
            .. Port == 0 ? [] : (string[])[$"firewalls: {{ in: {{ roles: [app], inbound: [ {{ port: {Port}, from: {source} }} ] }} }}"],
            .. BalancerPort == 0
                ? []
                : (string[])[$"load_balancers: {{ web: {{ role: app, forward: [ {{ from: http/80, to: http/{BalancerPort} }} ] }} }}"],
            .. HasAlert ? (string[])["alerts: { busy: { cpu: 90, roles: [app], email: [ops@example.com] } }"] : [],
        ];
        return World.Hosts().Replace("staging: {}", $"staging: {{ {hosts} }}", StringComparison.Ordinal)
            + (resources.Length == 0 ? "" : $"\nenvironments: {{ staging: {{ {string.Join(", ", resources)} }} }}");
    }
}
