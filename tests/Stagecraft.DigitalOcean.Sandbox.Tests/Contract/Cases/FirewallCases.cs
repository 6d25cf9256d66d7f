using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class FirewallCases
{
    private const string List = "GET /v2/firewalls";
    private const string Create = "POST /v2/firewalls";
    private const string One = "GET /v2/firewalls/{firewall_id}";
    private const string Put = "PUT /v2/firewalls/{firewall_id}";
    private const string OfDroplet = "GET /v2/droplets/{droplet_id}/firewalls";

    private static readonly SandboxOptions Blind = new() { RateLimit = false, CanReadTags = false };

    public static IEnumerable<Case> All =>
    [
        .. PageCases.Of(List, async account => await Three(account, "/v2/firewalls")),
        .. PageCases.Of(OfDroplet, async account => await Three(account, null)),
        new(List, "none", 200, account => account.Get("/v2/firewalls")),
        new(Create, "one rule", 202, account => account.Post("/v2/firewalls", FirewallSteps.Body("web"))),
        new(Create, "everything", 202, account => account.Post("/v2/firewalls", Everything(account))),
        new(Create, "a bad name", 422, account => account.Post("/v2/firewalls", FirewallSteps.Body("a b"))),
        new(Create, "a name that is taken", 409, async account =>
        {
            await FirewallSteps.Create(account, "web");
            return await account.Post("/v2/firewalls", FirewallSteps.Body("web"));
        }),
        new(One, "while it changes", 200, async account => await account.Get(await Made(account))),
        new(One, "everything", 200, async account =>
        {
            Reply made = await account.Post("/v2/firewalls", Everything(account));
            return await account.Get($"/v2/firewalls/{made["firewall"].GetProperty("id").GetString()}");
        }),
        new(One, "applied", 200, async account =>
        {
            string path = await Made(account);
            account.Clock.Advance(60);
            return await account.Get(path);
        }),
        new(One, "without tag:read", 200, async account => await account.Get(await Made(account))) { Options = Blind },
        new(Put, "everything", 200, async account => await account.Put(await Made(account), Everything(account))),
        new(Put, "no rule", 422, async account => await account.Put(await Made(account), """{"name":"web"}""")),
        new("DELETE /v2/firewalls/{firewall_id}", "one", 204, async account => await account.Delete(await Made(account))),
        .. new[] { "droplets", "tags", "rules" }.SelectMany(Parts),
    ];

    private static IEnumerable<Case> Parts(string part) =>
        new[] { HttpMethod.Post, HttpMethod.Delete }.Select(method =>
            new Case($"{method} /v2/firewalls/{{firewall_id}}/{part}", "one", 204, async account =>
            {
                string path = await Made(account);
                string body = part switch
                {
                    "droplets" => $$"""{"droplet_ids":[{{account.Sandbox.CreateDroplet("web-2").Id}}]}""",
                    "tags" => $$"""{"tags":["{{account.Sandbox.CreateDroplet("web-2", ["green"]).Tags[0]}}"]}""",
                    _ => """{"outbound_rules":[{"protocol":"icmp","destinations":{"addresses":["::/0"]}}]}""",
                };
                return await account.Send(method, $"{path}/{part}", body);
            }));

    private static async Task<string> Made(Account account) =>
        $"/v2/firewalls/{await FirewallSteps.Create(account, "web", $""" "droplet_ids":[{account.Sandbox.CreateDroplet("web-1").Id}] """)}";

    private static string Everything(Account account)
    {
        long droplet = account.Sandbox.CreateDroplet("web-1", ["blue"]).Id;
        string target = $$"""
            {"addresses":["10.0.0.0/8"],"droplet_ids":[{{droplet}}],"load_balancer_uids":["4de7ac8b-495b-4884-9a69-1050c6793cd6"],
             "kubernetes_ids":["41b74c5d-9bd0-5555-5555-a57c495b81a3"],"tags":["blue"]}
            """;
        return $$"""
            {"name":"all","droplet_ids":[{{droplet}}],"tags":["blue"],
             "inbound_rules":[{"protocol":"tcp","ports":"22","sources":{{target}}}],
             "outbound_rules":[{"protocol":"udp","ports":"all","destinations":{{target}}}]}
            """;
    }

    /// <summary>Creates three firewalls and returns the path of the list; without a path, that of their droplet.</summary>
    private static async Task<string> Three(Account account, string? path)
    {
        string everything = Everything(account);
        foreach (string name in new[] { "all", "web", "db" })
        {
            Reply reply = await account.Post("/v2/firewalls", everything.Replace("\"all\",\"droplet", $"\"{name}\",\"droplet"));
            reply.Status.Should().Be(202, reply.Text);
        }

        return path ?? $"/v2/droplets/{account.Sandbox.Droplets[0].Id}/firewalls";
    }
}
