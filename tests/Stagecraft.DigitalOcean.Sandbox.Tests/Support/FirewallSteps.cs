using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>Steps of the tests of firewalls.</summary>
internal static class FirewallSteps
{
    public const string Ssh = """{"protocol":"tcp","ports":"22","sources":{"addresses":["0.0.0.0/0","::/0"]}}""";

    /// <summary>The body of a create with one rule.</summary>
    public static string Body(string name, string more = "", string rule = Ssh) =>
        $$"""{"name":"{{name}}","inbound_rules":[{{rule}}]{{(more.Length == 0 ? "" : ",")}}{{more}}}""";

    /// <summary>Creates a firewall and returns its ID.</summary>
    public static async Task<string> Create(Account account, string name, string more = "")
    {
        Reply reply = await account.Post("/v2/firewalls", Body(name, more));
        reply.Status.Should().Be(202, reply.Text);
        return reply["firewall"].GetProperty("id").GetString()!;
    }

    public static async Task<JsonElement> Get(Account account, string id) => (await account.Get($"/v2/firewalls/{id}"))["firewall"];

    /// <summary>The pending changes, as <c>+ID</c> or <c>-ID</c>.</summary>
    public static async Task<string[]> Pending(Account account, string id) =>
        [.. (await Get(account, id)).GetProperty("pending_changes").EnumerateArray().Select(change =>
            $"{(change.GetProperty("removing").GetBoolean() ? '-' : '+')}{change.GetProperty("droplet_id")}")];

    public static async Task<string> Status(Account account, string id) => (await Get(account, id)).GetProperty("status").GetString()!;
}
