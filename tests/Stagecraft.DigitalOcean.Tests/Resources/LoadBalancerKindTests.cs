using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Resources;

/// <summary>Spec digitalocean.md 16.2.</summary>
public sealed class LoadBalancerKindTests : IDisposable
{
    private const string Kind = ResourceKind.LoadBalancer;

    private readonly ResourceRig _rig = new(
        "{ app-1: { role: app }, db-1: { role: db } }",
        """
        { load_balancers: {
          db: { role: db, forward: [ { from: tcp/5432, to: tcp/5433 }, { from: udp/53, to: udp/53 } ] },
          web: { role: app, nodes: 2, redirect_http_to_https: true, health: { protocol: http, port: 80, path: /up }, forward: [
            { from: https/443, to: http/80, certificate: shop-com }, { from: http/80, to: http/80 },
            { from: https/444, to: https/444, certificate: passthrough } ] } } }
        """,
        o => o with { Certificates = ["shop-com", "other"] });

    private DeclaredResource Db => _rig.Declared.Single(r => r.Name == "db");

    private DeclaredResource Web => _rig.Declared.Single(r => r.Name == "web");

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_created_load_balancer_equals_what_is_declared()
    {
        _rig.Read(Kind).Should().BeEmpty();
        foreach (DeclaredResource declared in _rig.Declared)
        {
            Resource created = _rig.Create(declared).Should().BeOfType<UpdateOutcome.Accepted>().Which.Resource!;
            created.CloudName.Should().Be($"stagecraft.shop.staging.{declared.Name}");
            created.IsReady.Should().BeFalse("it is new");
        }

        Ready();
        IReadOnlyList<Resource> read = _rig.Read(Kind);
        read.Should().HaveCount(2).And.OnlyContain(b => b.IsReady && b.Status == "active");
        foreach (DeclaredResource declared in _rig.Declared)
        {
            Resource actual = read.Single(b => b.CloudName == declared.CloudName);
            Differences(declared, actual).Should().BeEmpty();
            _rig.Kind(Kind).PriceOf(actual).Should().Be(_rig.Kind(Kind).PriceOf(declared)).And.Be(declared == Web ? 24 : 12);
        }

        read.Single(b => b.CloudName == Web.CloudName).Targets.Should().Equal("stagecraft-set:shop:staging:app");
        ((LoadBalancer)read.Single(b => b.CloudName == Db.CloudName)).Health!.Text.Should().Be("tcp/5433");
        _rig.World.Network.Sent.Count(s => s.StartsWith("GET /v2/certificates", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public void An_update_sends_back_what_the_file_does_not_declare()
    {
        LoadBalancer actual = Created(Web);
        JsonObject json = (JsonObject)actual.Json.DeepClone();
        json["region"] = "nyc1";
        json.Remove("droplet_ids");
        json.Remove("size");
        json["size_unit"] = 5;
        json["http_idle_timeout_seconds"] = 90;
        json["sticky_sessions"] = Parse("""{"type":"cookies","cookie_name":"LB","cookie_ttl_seconds":300}""");
        json["health_check"]!["path"] = "/other";
        json["health_check"]!["check_interval_seconds"] = 33;
        json["forwarding_rules"]!.AsArray().Add((JsonNode)Parse(
            """{"entry_protocol":"tcp","entry_port":9,"target_protocol":"tcp","target_port":9}"""));
        _rig.Send(HttpMethod.Put, $"/v2/load_balancers/{actual.Id}", json.ToJsonString());
        actual = (LoadBalancer)_rig.Read(Kind).Single();
        Differences(Web, actual).Should().BeEquivalentTo("nodes", "health", "forward tcp/9");

        _rig.Update(Web, actual, "nodes", "health", "forward tcp/9").Should().BeOfType<UpdateOutcome.Accepted>();

        Ready();
        LoadBalancer updated = (LoadBalancer)_rig.Read(Kind).Single();
        Differences(Web, updated).Should().BeEmpty();
        updated.Json["http_idle_timeout_seconds"]!.GetValue<int>().Should().Be(90);
        updated.Json["sticky_sessions"]!["cookie_name"]!.GetValue<string>().Should().Be("LB");
        updated.Json["health_check"]!["check_interval_seconds"]!.GetValue<int>().Should().Be(33);
    }

    [Fact]
    public void Unknown_members_are_sent_back_and_read_only_ones_are_not()
    {
        LoadBalancer actual = LoadBalancer.Of(Parse(
            """
            {"id":"a","name":"n","ip":"198.51.100.4","ipv6":"::1","status":"active","created_at":"x","size":"lb-small","size_unit":1,
             "region":{"slug":"nyc1"},"tag":"t","droplet_ids":[1,2],"new":{"x":1},"health_check":{"protocol":"tcp","port":1},
             "forwarding_rules":[{"entry_protocol":"tcp","entry_port":5432,"target_protocol":"tcp","target_port":1,"note":"kept"},
               {"entry_protocol":"http3","entry_port":9,"target_protocol":"http","target_port":9,"certificate_id":"c","note":"same"}]}
            """));

        JsonObject body = new LoadBalancerBody("set", (n, _) => n).Updated((LoadBalancerSettings)Db, actual, ["forward tcp/5432", "role"]);

        body.ToJsonString().Should().Be(Parse(
            """
            {"name":"n","size_unit":1,"region":"nyc1","tag":"set","new":{"x":1},"health_check":{"protocol":"tcp","port":1},
             "forwarding_rules":[{"entry_protocol":"tcp","entry_port":5432,"target_protocol":"tcp","target_port":5433,"note":"kept",
               "certificate_id":"","tls_passthrough":false},
               {"entry_protocol":"http3","entry_port":9,"target_protocol":"http","target_port":9,"certificate_id":"c","note":"same"}]}
            """).ToJsonString());
        _rig.Kind(Kind).FieldsOf(actual, null, _rig.Context).Should().Equal(new Dictionary<string, string>
        {
            ["forward tcp/5432"] = "tcp/1",
            ["forward http3/9"] = "http/9, certificate c",
            ["role"] = "tag t",
            ["region"] = "nyc1",
            ["nodes"] = "1",
            ["health"] = "tcp/1",
        });
    }

    [Fact]
    public void A_refusal_while_it_processes_an_action_is_transient()
    {
        _rig.Read(Kind);
        Resource created = ((UpdateOutcome.Accepted)_rig.Create(Db)).Resource!;
        _rig.Update(Db, created, "role").Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.Should()
            .Match<CloudFailure>(f => f.IsTransient && f.Hint == null && f.Status == 403);
        Ready();
        Resource ready = _rig.Read(Kind).Single();
        _rig.Update(Db, ready, "role").Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Update(Db, ready, "role").Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.IsTransient.Should().BeTrue();
    }

    [Fact]
    public void A_refusal_for_a_missing_scope_is_final()
    {
        LoadBalancer ready = Created(Db);
        _rig.World.Cloud.Conditions = _rig.World.Cloud.Conditions with { CanReadTags = false };

        _rig.Update(Db, ready, "role").Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.Should()
            .Match<CloudFailure>(f => !f.IsTransient && f.Status == 403);
    }

    [Fact]
    public void A_certificate_that_is_missing_is_a_problem_at_its_place()
    {
        using ResourceRig rig = new(
            "{ app-1: { role: app } }",
            "{ load_balancers: { web: { role: app, forward: [ { from: https/443, to: http/80, certificate: shop-cm } ] } } }",
            o => o with { Certificates = ["shop-com"] });
        ResourceList list = rig.List(Kind);

        Problem problem = rig.Kind(Kind).Check(rig.Declared, list, rig.Context).Should().ContainSingle().Which;

        problem.Should().Match<Problem>(p => p.Code == ErrorCodes.ConfigInvalid
            && p.Message == "certificate 'shop-cm' is not in the account" && p.Hint == "did you mean 'shop-com'?");
        problem.Path.Should().EndWith("environments.staging.load_balancers.web.forward[0].certificate");
        problem.Location.Should().NotBeNull();
        rig.Create(rig.Declared.Single()).Should().BeOfType<UpdateOutcome.Refused>();
        rig.Writes.Should().BeEmpty();
    }

    [Fact]
    public void A_second_create_with_the_name_is_refused_and_a_delete_is_a_loss()
    {
        LoadBalancer actual = Created(Db);
        _rig.Create(Db).Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.Message.Should().Contain("name is not unique");
        _rig.Delete(Kind, actual).Should().BeOfType<UpdateOutcome.Accepted>();
        Ready();
        _rig.Read(Kind).Should().BeEmpty();
        _rig.Kind(Kind).Should().Match<IResourceKind>(
            k => k.HasUniqueNames && k.IsAlwaysRead && k.IsLost && k.Ownership == ResourceOwnership.NameAndTarget);
    }

    [Theory]
    [InlineData("""{"id":"a","name":"n","status":"active"}""")]
    [InlineData("""{"id":"a","name":"n","status":"active","region":{"slug":"nyc1"}}""")]
    [InlineData("""{"id":"a","name":"n","status":"active","region":{"slug":"nyc1"},"forwarding_rules":[{"entry_port":1}]}""")]
    [InlineData("""{"id":"a","name":"n","status":"active","region":{"slug":"nyc1"},"forwarding_rules":[],"health_check":{}}""")]
    public void A_malformed_load_balancer_is_an_error(string json) =>
        FluentActions.Invoking(() => LoadBalancer.Of(Parse(json))).Should().Throw<System.Text.Json.JsonException>();

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private void Ready() => _rig.Wait(180);

    private LoadBalancer Created(DeclaredResource declared)
    {
        _rig.Read(Kind);
        _rig.Create(declared).Should().BeOfType<UpdateOutcome.Accepted>();
        Ready();
        return (LoadBalancer)_rig.Read(Kind).Single();
    }

    private IEnumerable<string> Differences(DeclaredResource declared, Resource actual)
    {
        Dictionary<string, string> expected = declared.Fields.ToDictionary(f => f.Name, f => f.Value);
        IReadOnlyDictionary<string, string> fields = _rig.Kind(Kind).FieldsOf(actual, declared, _rig.Context);
        return expected.Keys.Union(fields.Keys).Where(n => expected.GetValueOrDefault(n) != fields.GetValueOrDefault(n));
    }
}
