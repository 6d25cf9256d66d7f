using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 9: kinds that the token may not read, and names that are taken.</summary>
public sealed class ResourceScopeTests
{
    private static readonly string[] Lists = ["/v2/firewalls", "/v2/load_balancers", "/v2/volumes"];

    [Fact]
    public void A_token_without_scopes_of_kinds_that_the_file_does_not_declare_works()
    {
        World world = Without(Lists);

        InfraPlan plan = world.Plan();

        plan.Summary.Create.Should().Be(3);
        plan.NotCompared.Select(n => (n.Kind, n.Name)).Should().BeEquivalentTo(new (string, string?)[]
        {
            (ResourceKind.Firewall, null), (ResourceKind.LoadBalancer, null), (ResourceKind.Volume, null),
        });
        plan.NotCompared.Should().OnlyContain(n => n.Reason.StartsWith("API error: no (GET /v2/"), "the reason is that of the API");
        world.Apply(plan).Succeeded.Should().BeTrue();
    }

    [Theory]
    [InlineData("firewalls: { web: { roles: [app], inbound: [ { port: 22, from: any } ] } }", "/v2/firewalls", "firewall:read")]
    [InlineData(
        "load_balancers: { web: { role: app, forward: [ { from: http/80, to: http/80 } ] } }", "/v2/load_balancers", "load_balancer:read")]
    [InlineData("alerts: { busy: { cpu: 90, all: true, email: [ops@example.com] } }", "/v2/monitoring/alerts", "monitoring:read")]
    public void A_missing_scope_of_a_declared_kind_is_named(string resources, string path, string scope)
    {
        World world = Without(path);
        world.Yaml = World.Hosts("app-1") + $"\nenvironments: {{ staging: {{ {resources} }} }}";

        Problem problem = world.PlanFails().Problems.Should().ContainSingle().Which;

        (problem.Code, problem.Hint).Should().Be(
            (ErrorCodes.Forbidden, $"if the token lacks a permission: this request needs the scope {scope}"));
    }

    [Fact]
    public void A_foreign_firewall_with_the_exact_name_is_refused_by_name_and_never_written_to()
    {
        World world = new()
        {
            Yaml = World.Hosts("app-1")
                + "\nenvironments: { staging: { firewalls: { web: { roles: [app], inbound: [ { port: 22, from: any } ] } } } }",
        };
        OtherClient.Send(world, HttpMethod.Post, "/v2/firewalls", """
            {"name":"stagecraft.shop.staging.web",
            "inbound_rules":[{"protocol":"tcp","ports":"22","sources":{"addresses":["192.0.2.1"]}}]}
            """);

        Problem problem = world.PlanFails().Problems.Should().ContainSingle().Which;

        problem.Code.Should().Be(ErrorCodes.NameTaken);
        problem.Message.Should().Contain("firewall 'stagecraft.shop.staging.web'");
        world.Network.Sent.Should().OnlyContain(s => s.StartsWith("GET ", StringComparison.Ordinal));
    }

    private static World Without(params string[] paths)
    {
        World world = new();
        world.Network.Choose = (request, _) => paths.Contains(request.RequestUri!.AbsolutePath) ? Fault.Forbidden : Fault.None;
        return world;
    }
}
