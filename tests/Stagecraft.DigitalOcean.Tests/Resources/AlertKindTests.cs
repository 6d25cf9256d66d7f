using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Resources;

/// <summary>Spec digitalocean.md 16.3.</summary>
public sealed class AlertKindTests : IDisposable
{
    private const string Kind = ResourceKind.Alert;

    private readonly ResourceRig _rig = new(
        "{ app-1: { role: app }, db-1: { role: db } }",
        """
        { alerts: {
          busy: { cpu: 90, for: 10m, email: [ops@example.com], slack_env: SLACK_URL, slack_channel: ops },
          full: { disk: 80.5, roles: [db, app], email: [b@example.com, a@example.com] } } }
        """);

    private DeclaredResource Busy => _rig.Declared.Single(r => r.Name == "busy");

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_created_alert_equals_what_is_declared()
    {
        foreach (DeclaredResource declared in _rig.Declared)
        {
            _rig.Create(declared).Should().BeOfType<UpdateOutcome.Accepted>().Which.Resource!.CloudName.Should().Be(declared.CloudName);
        }

        _rig.Wait();
        IReadOnlyList<Resource> read = _rig.Read(Kind);
        read.Should().HaveCount(2).And.OnlyContain(a => a.IsReady);
        foreach (DeclaredResource declared in _rig.Declared)
        {
            Fields(read.Single(a => a.CloudName == declared.CloudName)).Should()
                .BeEquivalentTo(declared.Fields.ToDictionary(f => f.Name, f => f.Value));
        }

        read.Single(a => a.CloudName == Busy.CloudName).Targets.Should().Equal("stagecraft-set:shop:staging");
    }

    [Fact]
    public void The_URL_of_the_webhook_is_only_a_hash()
    {
        Busy.Fields.Should().ContainSingle(f => f.Name == "slack").Which.Value.Should().MatchRegex(@"^ops \(webhook [0-9a-f]{12}\)$");
        _rig.Create(Busy);
        _rig.Wait();
        AlertPolicy actual = (AlertPolicy)_rig.Read(Kind).Single();

        actual.Json.ToJsonString().Should().Contain("webhook-secret");
        string.Join(' ', Fields(actual).Values.Concat(Busy.Fields.Select(f => f.Value)).Append(Busy.ToString()).Append(actual.ToString()))
            .Should().NotContain("secret").And.NotContain("hooks");
    }

    [Fact]
    public void A_refusal_does_not_show_the_URL()
    {
        AlertSettings alert = (AlertSettings)Busy with { SlackUrl = ResourceRig.SlackUrl, Emails = ["no address"] };
        _rig.Create(alert).Should().BeOfType<UpdateOutcome.Refused>().Which.Failure.Advice.Should().NotContain("secret");
    }

    [Fact]
    public void An_update_replaces_what_the_file_declares_and_keeps_unknown_members()
    {
        AlertPolicy actual = AlertPolicy.Of(Parse(
            """
            {"uuid":"u","description":"n","type":"v1/insights/droplet/disk_read","compare":"LessThan","value":70.25,"window":"5m","new":1,
             "tags":["x"],"entities":["12"],"enabled":false,
             "alerts":{"email":["b@c.de"],"slack":[{"channel":"x","url":"https://hooks.slack.example/x"}],"pager":["p"]}}
            """));
        Fields(actual).Should().Contain("condition", "v1/insights/droplet/disk_read < 70.25").And.Contain("enabled", "false")
            .And.Contain("targets", "droplet 12, tag x");

        AlertPolicy.Body((AlertSettings)Busy, actual, ["t"]).ToJsonString().Should().Be(Parse(
            $$"""
            {"description":"{{Busy.CloudName}}","type":"v1/insights/droplet/cpu","compare":"GreaterThan","value":90,"window":"10m","new":1,
             "tags":["t"],"entities":[],"enabled":true,
             "alerts":{"email":["ops@example.com"],"slack":[{"channel":"ops","url":"{{ResourceRig.SlackUrl}}" }],"pager":["p"]} }
            """).ToJsonString());
    }

    [Fact]
    public void A_changed_policy_is_restored_and_a_deleted_one_is_not_listed()
    {
        _rig.Create(Busy);
        _rig.Wait();
        AlertPolicy actual = (AlertPolicy)_rig.Read(Kind).Single();
        JsonObject json = (JsonObject)actual.Json.DeepClone();
        json.Remove("uuid");
        json["enabled"] = false;
        json["value"] = 50;
        _rig.Send(HttpMethod.Put, $"/v2/monitoring/alerts/{actual.Id}", json.ToJsonString());
        Resource changed = _rig.Read(Kind).Single();
        Fields(changed).Should().Contain("condition", "cpu > 50").And.ContainKey("enabled");

        _rig.Update(Busy, changed, "condition", "enabled").Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Wait();
        Fields(_rig.Read(Kind).Single()).Should().BeEquivalentTo(Busy.Fields.ToDictionary(f => f.Name, f => f.Value));

        _rig.Delete(Kind, changed).Should().BeOfType<UpdateOutcome.Accepted>();
        _rig.Wait();
        _rig.Read(Kind).Should().BeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("xoxb-secret")]
    [InlineData("http://hooks.slack.example/secret")]
    public void A_variable_without_a_URL_is_a_problem_at_its_place(string? value)
    {
        AlertSettings alert = (AlertSettings)Busy with { Fields = [] };
        AlertSettings declared = alert.Resolved(_ => value);

        Problem problem = _rig.Kind(Kind).Check([declared], _rig.List(Kind), _rig.Context).Should().ContainSingle().Which;

        problem.Should().Match<Problem>(p => p.Code == ErrorCodes.ConfigInvalid && p.Location != null
            && p.Message == "environment variable 'SLACK_URL' of alert 'busy' is not set to an https URL");
        problem.Path.Should().EndWith("environments.staging.alerts.busy.slack_env");
        declared.Fields.Single().Value.Should().Be("ops (no webhook)");
        _rig.Create(declared).Should().BeOfType<UpdateOutcome.Refused>();
        _rig.Writes.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"uuid":"u","description":"d","type":"t","compare":"c","value":1,"window":"5m"}""")]
    [InlineData("""{"uuid":"u","description":"d","type":"t","compare":"c","value":"x","window":"5m","alerts":{}}""")]
    [InlineData("""{"uuid":"u","description":"d","type":"t","compare":"c","value":1,"alerts":{}}""")]
    [InlineData("""{"uuid":"u","description":"d","type":"t","compare":"c","value":1,"window":"5m","alerts":{"slack":[{"channel":"x"}]}}""")]
    public void A_malformed_policy_is_an_error(string json) =>
        FluentActions.Invoking(() => AlertPolicy.Of(Parse(json))).Should().Throw<System.Text.Json.JsonException>();

    [Fact]
    public void Alerts_are_free_and_their_names_are_not_unique() => _rig.Kind(Kind).Should().Match<IResourceKind>(
        k => !k.HasUniqueNames && !k.IsAlwaysRead && !k.IsLost && k.Ownership == ResourceOwnership.NameAndTarget && k.PriceOf(Busy) == 0);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private IReadOnlyDictionary<string, string> Fields(Resource actual) => _rig.Kind(Kind).FieldsOf(actual, Busy, _rig.Context);
}
