using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>Steps of the tests of load balancers.</summary>
internal static class LoadBalancerSteps
{
    public const string Rule = """{"entry_protocol":"http","entry_port":80,"target_protocol":"http","target_port":8080}""";

    public static string Body(string name = "web", string more = "", string rule = Rule) =>
        $$"""{"name":"{{name}}","region":"nyc3","forwarding_rules":[{{rule}}]{{(more.Length == 0 ? "" : ",")}}{{more}}}""";

    /// <summary>Creates a load balancer in nyc3 and returns its ID.</summary>
    public static async Task<string> Create(Account account, string name = "web", string more = "")
    {
        Reply reply = await account.Post("/v2/load_balancers", Body(name, more));
        reply.Status.Should().Be(202, reply.Text);
        return reply["load_balancer"].GetProperty("id").GetString()!;
    }

    public static async Task<JsonElement> Get(Account account, string id) =>
        (await account.Get($"/v2/load_balancers/{id}"))["load_balancer"];
}
