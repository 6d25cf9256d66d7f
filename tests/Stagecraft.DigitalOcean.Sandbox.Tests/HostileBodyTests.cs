using System.Globalization;
using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Sections 2.4 and 2.5, for every request with a body: each member replaced by values that do not fit.</summary>
public sealed class HostileBodyTests
{
    private static readonly string[] Values =
    [
        "null", "true", "7", "-1", "1.5", "1e99", "99999999999999999999", "\"\"", "\"x\"", "\"\\u0000\"", "\"a,b\"", "[]", "[null]", "[[]]",
        "{}", $"\"{new string('a', 300)}\"",
    ];

    public static TheoryData<string, string> Requests => new()
    {
        {
            "POST /v2/firewalls",
            """
            {"name":"NAME","tags":["blue"],"droplet_ids":[DROPLET],
             "inbound_rules":[{"protocol":"tcp","ports":"22-23","action":"allow","sources":{"addresses":["::/0"],"tags":["blue"],
               "droplet_ids":[DROPLET],"load_balancer_uids":["x"],"kubernetes_ids":["x"]}}],
             "outbound_rules":[{"protocol":"icmp","destinations":{"addresses":["10.0.0.0/8"]}}]}
            """
        },
        {
            "POST /v2/volumes",
            """
            {"name":"NAME","region":"nyc3","size_gigabytes":10,"description":"d","filesystem_type":"ext4","filesystem_label":"l",
             "tags":["blue"],"snapshot_id":null}
            """
        },
        { "POST /v2/volumes/VOLUME/actions", """{"type":"attach","droplet_id":DROPLET,"region":"nyc3","tags":["blue"]}""" },
        { "POST /v2/volumes/VOLUME/actions", """{"type":"resize","size_gigabytes":20,"region":"nyc3"}""" },
        { "POST /v2/volumes/actions", """{"type":"attach","volume_name":"data","droplet_id":DROPLET,"region":"nyc3"}""" },
        { "POST /v2/volumes/VOLUME/snapshots", """{"name":"NAME","tags":["blue"]}""" },
        { "POST /v2/reserved_ips", """{"droplet_id":DROPLET,"region":"nyc3","project_id":""}""" },
        {
            "POST /v2/load_balancers",
            """
            {"name":"NAME","region":"nyc3","tag":"","droplet_ids":[DROPLET],"size_unit":1,"size":"lb-small","project_id":"","vpc_uuid":"",
             "forwarding_rules":[{"entry_protocol":"http","entry_port":80,"target_protocol":"http","target_port":80,"certificate_id":"",
               "tls_passthrough":false}],
             "health_check":{"protocol":"http","port":80,"path":"/","check_interval_seconds":10,"response_timeout_seconds":5,
               "unhealthy_threshold":5,"healthy_threshold":3},
             "sticky_sessions":{"type":"cookies","cookie_name":"abc","cookie_ttl_seconds":5},"firewall":{"deny":["ip:1.2.3.4"],"allow":[]},
             "redirect_http_to_https":false,"http_idle_timeout_seconds":60,"network":"EXTERNAL","network_stack":"IPV4","type":"REGIONAL"}
            """
        },
        {
            "POST /v2/monitoring/alerts",
            """
            {"type":"v1/insights/droplet/cpu","description":"d","compare":"LessThan","value":5,"window":"5m","entities":["1"],
             "tags":["blue"],"alerts":{"email":["a@b.c"],"slack":[{"channel":"c","url":"https://a.b"}]},"enabled":true}
            """
        },
        { "POST /v2/projects", """{"name":"NAME","description":"d","purpose":"IoT","environment":"Staging"}""" },
        { "PATCH /v2/projects/default", """{"name":"NAME","description":"d","purpose":"IoT","environment":"Staging","is_default":true}""" },
        { "POST /v2/projects/default/resources", """{"resources":["do:droplet:DROPLET"]}""" },
        { "POST /v2/droplets/DROPLET/actions", """{"type":"rebuild","image":"debian-12-x64"}""" },
        { "POST /v2/droplets/DROPLET/actions", """{"type":"snapshot","name":"NAME"}""" },
        { "POST /v2/droplets/actions?tag_name=blue", """{"type":"snapshot","name":"NAME"}""" },
        { "POST /v2/tags/blue/resources", """{"resources":[{"resource_id":"VOLUME","resource_type":"volume"}]}""" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_member_that_does_not_fit_never_causes_a_failure(string request, string body)
    {
        await using Account account = new Account(new SandboxOptions
        {
            RateLimit = false,
            ActionTime = TimeSpan.Zero,
            Boot = TimeSpan.Zero,
            ReservedIpLimit = 1000,
            VolumeLimit = 1000,
        });
        int number = 0;
        string droplet = $"{account.Sandbox.CreateDroplet("web-1", ["blue"]).Id}";
        string volume = await VolumeSteps.Create(account);
        (string method, string path) = (request[..request.IndexOf(' ')], Filled(request[(request.IndexOf(' ') + 1)..]));
        (await Send(JsonNode.Parse(Filled(body))!)).Should().BeInRange(200, 204, "the unchanged body is valid");
        foreach (string place in Places(JsonNode.Parse(Filled(body))!, "").ToList())
        {
            foreach (string value in Values)
            {
                JsonNode changed = JsonNode.Parse(Filled(body))!;
                Replace(changed, place, JsonNode.Parse(value));
                (await Send(changed)).Should().BeInRange(200, 499, "{0} is {1}", place, value);
            }
        }

        async Task<int> Send(JsonNode node) => (await account.Send(new HttpMethod(method), path, node.ToJsonString())).Status;
        string Filled(string text) =>
            text.Replace("DROPLET", droplet).Replace("VOLUME", volume).Replace("NAME", $"name-{number++}");
    }

    /// <summary>The members and items below a node, as <c>/name/0</c>.</summary>
    private static IEnumerable<string> Places(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(member => Places(member.Value, $"{path}/{member.Key}").Prepend($"{path}/{member.Key}")),
        JsonArray list => list.SelectMany((item, i) => Places(item, $"{path}/{i}").Prepend($"{path}/{i}")),
        _ => [],
    };

    private static void Replace(JsonNode root, string place, JsonNode? value)
    {
        string[] keys = place.Split('/')[1..];
        JsonNode parent = keys[..^1].Aggregate(root, (node, key) => node is JsonArray ? node[Index(key)]! : node[key]!);
        if (parent is JsonArray list)
        {
            list[Index(keys[^1])] = value;
        }
        else
        {
            parent[keys[^1]] = value;
        }
    }

    private static int Index(string key) => int.Parse(key, CultureInfo.InvariantCulture);
}
