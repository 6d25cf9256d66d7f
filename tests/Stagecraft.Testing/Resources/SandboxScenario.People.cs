using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Testing.Resources;

/// <content>What others do in the account.</content>
public sealed partial class SandboxScenario
{
    private const string Rules = """
        "inbound_rules":[{"protocol":"tcp","ports":"22","sources":{"addresses":["192.0.2.1"]}}],"outbound_rules":[]
        """;

    private string? _taken;
    private string? _office;
    private string? _volume;
    private long? _stranger;
    private bool _hasProxyProtocol;

    private static string Name(string name) => $"stagecraft.shop.staging.{name}";

    private bool IsOwn(SandboxFirewall firewall) => firewall.Name == Name("in") && firewall.Id != _taken;

    private JsonElement Send(HttpMethod method, string path, string? body = null) =>
        OtherClient.Send(_world, method, path, body, TimeSpan.FromSeconds(10));

    /// <summary>Resources that are almost those of the environment.</summary>
    private void AddForeign()
    {
        if (_dice.Chance(0.2) && _world.Cloud.Resources.Firewalls.Count == 0)
        {
            _taken = CreateFirewall(Name("in"));
        }

        if (_dice.Chance(0.3))
        {
            _office = CreateFirewall("office");
        }

        if (_dice.Chance(0.3))
        {
            _stranger = _world.Cloud.CreateDroplet("stranger", [], "nyc1").Id;
            _volume = Send(HttpMethod.Post, "/v2/volumes", """{"name":"staging-db-1-data-2","region":"nyc1","size_gigabytes":10}""")
                .GetProperty("volume").GetProperty("id").GetString();
            Send(HttpMethod.Post, $"/v2/volumes/{_volume}/actions", $$"""{"type":"attach","droplet_id":{{_stranger}}}""");
        }
    }

    private string? CreateFirewall(string name) => Send(HttpMethod.Post, "/v2/firewalls", $$"""{"name":"{{name}}",{{Rules}}}""")
        .GetProperty("firewall").GetProperty("id").GetString();

    /// <summary>Foreign resources are as they were, and no run wrote to them. A person then removes them.</summary>
    private void CheckForeign()
    {
        string?[] ids = [_taken, _office, _volume, _stranger?.ToString(CultureInfo.InvariantCulture)];
        foreach (string id in ids.OfType<string>())
        {
            string[] writes =
            [
                .. _networks.SelectMany(n => n.Sent)
                    .Where(s => !s.StartsWith("GET ", StringComparison.Ordinal) && s.Contains($"/{id}", StringComparison.Ordinal)),
            ];
            Require(writes.Length == 0, $"a write to a foreign resource: {string.Join(", ", writes)}");
        }

        foreach (string id in new[] { _taken, _office }.OfType<string>())
        {
            SandboxFirewall? firewall = _world.Cloud.Resources.Firewalls.FirstOrDefault(f => f.Id == id);
            Require(firewall is { Tags: [] }, $"a foreign firewall was changed: {firewall?.Name}");
            Send(HttpMethod.Delete, "/v2/firewalls/" + id);
        }

        if (_volume is not null)
        {
            Require(
                _world.Cloud.Resources.Volumes.Single(v => v.Id == _volume) is { Tags: [], DropletId: var at } && at == _stranger,
                "a foreign volume was changed");
            _world.Cloud.Resources.Delete(_volume);
            Send(HttpMethod.Delete, $"/v2/droplets/{_stranger}");
        }
    }

    /// <summary>A person changes a resource of the environment.</summary>
    private void Meddle()
    {
        SandboxResources resources = _world.Cloud.Resources;
        SandboxFirewall? firewall = resources.Firewalls.FirstOrDefault(IsOwn);
        SandboxLoadBalancer? balancer = resources.LoadBalancers.FirstOrDefault(b => b.Ip is not null);
        SandboxVolume? volume = resources.Volumes.FirstOrDefault(v => v.Id != _volume && v.DropletId is not null);
        switch (_dice.Below(5))
        {
            case 0 when firewall is not null:
                Try(
                    HttpMethod.Post,
                    $"/v2/firewalls/{firewall.Id}/rules",
                    """{"inbound_rules":[{"protocol":"tcp","ports":"23","sources":{"addresses":["192.0.2.1"]}}]}""");
                break;
            case 1 when firewall is not null:
                resources.Delete(firewall.Id);
                break;
            case 2 when volume is not null:
                Try(HttpMethod.Post, $"/v2/volumes/{volume.Id}/actions", $$"""{"type":"detach","droplet_id":{{volume.DropletId}}}""");
                break;
            case 3 when balancer is not null:
                _hasProxyProtocol = EnableProxyProtocol(balancer);
                break;
            case 4 when _world.Cloud.Droplets.FirstOrDefault(d => d.Name == "staging-db-1") is { IsDeleting: false } database:
                Try(HttpMethod.Delete, $"/v2/droplets/{database.Id}");
                break;
            default:
                break;
        }
    }

    private bool EnableProxyProtocol(SandboxLoadBalancer balancer)
    {
        string path = $"/v2/load_balancers/{balancer.Id}";
        JsonNode body = JsonNode.Parse(Send(HttpMethod.Get, path).GetProperty("load_balancer").GetRawText())!;
        JsonObject changed = new()
        {
            ["name"] = balancer.Name,
            ["region"] = balancer.Region,
            ["tag"] = balancer.Tag,
            ["forwarding_rules"] = body["forwarding_rules"]!.DeepClone(),
            ["health_check"] = body["health_check"]?.DeepClone(),
            ["enable_proxy_protocol"] = true,
        };
        return Try(HttpMethod.Put, path, changed.ToJsonString());
    }

    private bool ShowsProxyProtocol() => Send(HttpMethod.Get, "/v2/load_balancers").GetProperty("load_balancers").EnumerateArray()
        .All(b => b.GetProperty("enable_proxy_protocol").GetBoolean());

    // The API can refuse it, because another change is in progress.
    private bool Try(HttpMethod method, string path, string? body = null)
    {
        try
        {
            Send(method, path, body);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
