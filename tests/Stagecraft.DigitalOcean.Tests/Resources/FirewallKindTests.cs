using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Settings;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Resources;

/// <summary>Spec digitalocean.md 16.0 and 16.1.</summary>
public sealed class FirewallKindTests : IDisposable
{
    private const string Kind = "firewall";
    private const string SetTag = "stagecraft-set:shop:staging";

    private readonly ResourceRig _rig = new(
        "{ app-1: { role: app }, db-1: { role: db } }",
        """
        { firewalls: {
          db: { roles: [db, app], inbound: [
            { port: 5432, from: { role: app } }, { port: [22, 8000-9000], from: [198.51.100.0/24, "2001:db8::/32"] },
            { port: 80, from: any }, { protocol: icmp, from: any }, { port: 22, from: [10.0.0.1] } ] },
          web: { all: true, inbound: [ { port: all, protocol: udp, from: any } ], outbound: [ { port: 443, to: any } ] } } }
        """);

    private DeclaredResource Db => _rig.Declared.Single(r => r.Name == "db");

    private DeclaredResource Web => _rig.Declared.Single(r => r.Name == "web");

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_created_firewall_equals_what_is_declared()
    {
        foreach (DeclaredResource declared in _rig.Declared)
        {
            _rig.Create(declared).Should().BeOfType<UpdateOutcome.Accepted>()
                .Which.Resource!.CloudName.Should().Be($"stagecraft.shop.staging.{declared.Name}");
        }

        _rig.Wait();
        IReadOnlyList<Resource> read = _rig.Read(Kind);

        read.Should().HaveCount(2).And.OnlyContain(f => f.IsReady && f.Status == "succeeded");
        foreach (DeclaredResource declared in _rig.Declared)
        {
            Resource actual = read.Single(f => f.CloudName == declared.CloudName);
            Fields(actual).Should().BeEquivalentTo(declared.Fields.ToDictionary(f => f.Name, f => f.Value));
        }

        read.Single(f => f.CloudName == Web.CloudName).Targets.Should().Equal(SetTag);
        _rig.Writes.Should().HaveCount(5, "two firewalls name three tags");
    }

    [Fact]
    public void A_tag_is_sent_in_the_spelling_of_the_account()
    {
        _rig.World.Cloud.CreateDroplet("other", ["Stagecraft-Set:shop:staging"], "nyc1");

        _rig.Create(Web).Should().BeOfType<UpdateOutcome.Accepted>();

        Actual("web").Tags.Should().Equal("Stagecraft-Set:shop:staging");
        _rig.Wait();
        Fields(_rig.Read(Kind).Single())["targets"].Should().Be("all hosts");
    }

    [Fact]
    public void A_deleted_tag_is_created_again_after_a_refusal()
    {
        _rig.Create(Web);
        _rig.Wait();
        _rig.Delete(Kind, _rig.Read(Kind).Single()).Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Send(HttpMethod.Delete, "/v2/tags/" + Uri.EscapeDataString(SetTag), "");

        _rig.Create(Web).Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.IsTransient.Should().BeFalse();
        _rig.Create(Web).Should().BeOfType<UpdateOutcome.Accepted>();
    }

    [Fact]
    public void An_update_changes_only_the_fields_that_it_is_for()
    {
        Change(rules => rules.Insert(0, Parse("""{"protocol":"tcp","ports":"22","sources":{"addresses":["203.0.113.9"]}}""")));
        _rig.Send(HttpMethod.Post, $"/v2/firewalls/{Actual("db").Id}/rules",
            """{"inbound_rules":[{"protocol":"tcp","ports":"23","action":"deny","sources":{"addresses":["203.0.113.9"]}}]}""");
        Resource actual = _rig.Read(Kind).Single();
        Differences(actual).Should().BeEquivalentTo("inbound 22/tcp", "inbound 23/tcp deny");
        Fields(actual)["inbound 22/tcp"].Should().Be("10.0.0.1, 198.51.100.0/24, 2001:db8::/32, 203.0.113.9");

        _rig.Update(Db, actual, "inbound 22/tcp").Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Wait();

        Differences(_rig.Read(Kind).Single()).Should().Equal("inbound 23/tcp deny");
        Actual("db").Rules.Should().Contain("\"action\":\"deny\"");
        _rig.Update(Db, _rig.Read(Kind).Single(), "inbound 23/tcp deny");
        _rig.Wait();
        Differences(_rig.Read(Kind).Single()).Should().BeEmpty();
    }

    [Fact]
    public void Droplets_and_tags_of_others_are_differences_that_an_update_removes()
    {
        SandboxDroplet other = _rig.World.Cloud.CreateDroplet("other", ["foreign"], "nyc1");
        _rig.Create(Web);
        _rig.Wait();
        _rig.Post($"/v2/firewalls/{Actual("web").Id}/droplets", $$"""{"droplet_ids":[{{other.Id}}]}""");
        _rig.Post($"/v2/firewalls/{Actual("web").Id}/tags", """{"tags":["foreign"]}""");
        Resource actual = _rig.Read(Kind).Single();
        Fields(actual)["targets"].Should().Be($"all hosts, droplet {other.Id}, tag foreign");

        _rig.Update(Web, actual, "inbound all/udp");
        _rig.Wait();
        Fields(_rig.Read(Kind).Single())["targets"].Should().Contain("foreign", "the update was for another field");
        _rig.Update(Web, _rig.Read(Kind).Single(), "targets");
        _rig.Wait();

        Fields(_rig.Read(Kind).Single())["targets"].Should().Be("all hosts");
        Actual("web").DropletIds.Should().BeEmpty();
    }

    [Fact]
    public void A_firewall_with_pending_changes_is_not_ready()
    {
        _rig.AddHost("app-1");
        _rig.Create(Web);
        _rig.World.Time.Run(() => Task.Delay(TimeSpan.FromMilliseconds(500), _rig.World.Time));
        _rig.Read(Kind).Should().OnlyContain(f => !f.IsReady && f.Status == "waiting");
    }

    [Fact]
    public void Unknown_members_are_sent_back_and_read_only_ones_are_not()
    {
        JsonObject json = Parse("""
            {"id":"a","name":"n","status":"succeeded","created_at":"2026-01-01T00:00:00Z","pending_changes":[],"new":{"x":1},
             "inbound_rules":[
               {"protocol":"tcp","ports":"22","action":"allow","note":"kept","sources":{"addresses":["1.2.3.4"],"database_ids":["d1"]}},
               {"protocol":"tcp","ports":"22","sources":{"addresses":["1.2.3.5"]}},
               {"protocol":"icmp","ports":"0","action":"allow","note":"same","sources":{"addresses":["0.0.0.0/0","::/0"]}}],
             "outbound_rules":[],"droplet_ids":[],"tags":["t"]}
            """);
        Firewall actual = Firewall.Of(json);
        FirewallSettings declared = (FirewallSettings)Db;

        JsonObject body = new FirewallBody(_rig.Context, t => t).Updated(declared, actual, ["inbound 22/tcp"]);

        body.Select(m => m.Key).Should().Equal("name", "new", "inbound_rules", "outbound_rules", "droplet_ids", "tags");
        body["inbound_rules"]!.ToJsonString().Should().Be(
            """[{"protocol":"tcp","ports":"22","action":"allow","note":"kept","sources":"""
            + """{"addresses":["10.0.0.1","198.51.100.0/24","2001:db8::/32"]}},"""
            + """{"protocol":"icmp","ports":"0","action":"allow","note":"same","sources":{"addresses":["0.0.0.0/0","::/0"]}}]""");
        Fields(actual).Should().Equal(new Dictionary<string, string>
        {
            ["targets"] = "tag t",
            ["inbound 22/tcp"] = "1.2.3.4, 1.2.3.5, database_ids d1",
            ["inbound icmp"] = "any",
        });
    }

    [Theory]
    [InlineData("""{"addresses":["10.0.0.7/32","::/0"]}""", "10.0.0.7, ::/0")]
    [InlineData("""{"tags":["stagecraft-set:shop:staging","STAGECRAFT-SET:shop:staging:app","x"]}""", "all hosts, role app, tag x")]
    [InlineData("""{"tags":["stagecraft-set:shop:prod:app"]}""", "tag stagecraft-set:shop:prod:app")]
    [InlineData("""{"droplet_ids":[12,13],"kubernetes_ids":["k"],"tags":null}""", "droplet 12, droplet 13, kubernetes k")]
    [InlineData("""{"load_balancer_uids":["lb-1","lb-2"]}""", "load balancer lb-2, load balancer web")]
    public void Sources_are_shown_by_what_they_are(string sources, string text)
    {
        _rig.Owned[(ResourceKind.LoadBalancer, "web")] = new ResourceId("lb-1");
        ActualRule rule = ActualRule.Of(
            Parse("""{"protocol":"tcp","ports":"all","sources":""" + sources + "}"), isInbound: true);
        rule.Name.Should().Be("inbound all/tcp");
        FirewallText.Endpoints(rule.Endpoints(_rig.Context)).Should().Be(text);
    }

    [Fact]
    public void A_rule_for_a_load_balancer_waits_until_it_exists()
    {
        FirewallSettings firewall = (FirewallSettings)Web with
        {
            Rules = [new(true, "tcp", "80", [new(FirewallEndpointKind.LoadBalancer, "web")])],
        };
        DeclaredResource declared = firewall with { Fields = [firewall.Targets.Field, .. firewall.Rules.Select(r => r.Field)] };

        _rig.Create(declared).Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.IsTransient.Should().BeTrue();

        _rig.Writes.Should().BeEmpty();
    }

    [Fact]
    public void A_precondition_that_does_not_hold_sends_nothing()
    {
        UpdateOutcome outcome = _rig.World.Time.Run(() =>
            _rig.Kind(Kind).CreateAsync(Web, [], _rig.Context, () => false, CancellationToken.None));
        outcome.Should().BeOfType<UpdateOutcome.Stale>().Which.HasPartialEffect.Should().BeFalse();
        _rig.Writes.Should().BeEmpty();
    }

    [Fact]
    public void A_second_create_with_the_name_is_refused()
    {
        _rig.Create(Web);
        _rig.Create(Web).Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.Message.Should().Contain("duplicate name");
        _rig.World.Cloud.Resources.Firewalls.Should().HaveCount(1);
    }

    [Fact]
    public void Lists_of_several_pages_are_read_completely()
    {
        _rig.Create(Web);
        for (int i = 0; i < 201; i++)
        {
            _rig.Post("/v2/firewalls", $$$"""
                {"name":"other-{{{i}}}","inbound_rules":[{"protocol":"tcp","ports":"22","sources":{"addresses":["10.0.0.1"]}}]}
                """);
        }

        _rig.Read(Kind).Should().HaveCount(202).And.BeInAscendingOrder(f => f.Id);
    }

    [Theory]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"id":"a","name":"n","inbound_rules":{},"outbound_rules":[]}""")]
    [InlineData("""{"id":"a","name":"n","inbound_rules":[{"ports":"1","sources":{}}],"outbound_rules":[]}""")]
    [InlineData("""{"id":"a","name":"n","inbound_rules":[{"protocol":"tcp","ports":"1"}],"outbound_rules":[]}""")]
    public void A_malformed_firewall_is_an_error(string json) =>
        FluentActions.Invoking(() => Firewall.Of(Parse(json))).Should().Throw<System.Text.Json.JsonException>();

    [Fact]
    public void Firewalls_are_free_and_owned_by_name_and_target()
    {
        IResourceKind kind = _rig.Kind(Kind);
        kind.Should().Match<IResourceKind>(
            k => k.HasUniqueNames && k.IsAlwaysRead && !k.IsLost && k.Ownership == ResourceOwnership.NameAndTarget);
        kind.PriceOf(Web).Should().Be(0);
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private IReadOnlyDictionary<string, string> Fields(Resource actual) => _rig.Kind(Kind).FieldsOf(actual, null, _rig.Context);

    private IEnumerable<string> Differences(Resource actual)
    {
        Dictionary<string, string> declared = Db.Fields.ToDictionary(f => f.Name, f => f.Value);
        IReadOnlyDictionary<string, string> fields = Fields(actual);
        return declared.Keys.Union(fields.Keys).Where(n => declared.GetValueOrDefault(n) != fields.GetValueOrDefault(n));
    }

    private SandboxFirewall Actual(string name) =>
        _rig.World.Cloud.Resources.Firewalls.Single(f => f.Name == $"stagecraft.shop.staging.{name}");

    // Creates the firewall of the file, then changes its inbound rules as another client.
    private void Change(Action<JsonArray> change)
    {
        _rig.Create(Db);
        _rig.Wait();
        JsonObject json = (JsonObject)((Firewall)_rig.Read(Kind).Single()).Json.DeepClone();
        change(json["inbound_rules"]!.AsArray());
        _rig.Send(HttpMethod.Put, $"/v2/firewalls/{Actual("db").Id}", json.ToJsonString());
    }
}
