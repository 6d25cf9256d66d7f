using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 12.</summary>
public sealed class DiagnosisTests
{
    private readonly World _world = new();

    [Fact]
    public void A_healthy_account_has_only_ok_and_unknown_checks()
    {
        _world.Ours("app-1");
        IReadOnlyList<Diagnosis> all = All();
        all.Where(d => d.Outcome != DiagnosisOutcome.Ok).Select(d => d.Check).Should().Equal("write_scopes");
        all.Select(d => d.Check).Should().Equal(
            "token", "api", "authentication", "clock", "rate_limit", "account", "read_scopes", "write_scopes", "ssh_key", "droplet_limit",
            "duplicates",
            "tag_spelling", "environments", "other_projects");
        all.Single(d => d.Check == "droplet_limit").Message.Should().Be("1 of 25 droplets are used, the file declares 2 more");
        _world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void All_warnings_are_reported_together()
    {
        World world = new(o => o with { DropletLimit = 3 }) { Yaml = World.Hosts("app-1", "app-2") };
        world.Ours("app-1");
        world.Ours("app-1");
        world.Cloud.CreateDroplet("pr-1-a", ["stagecraft", "stagecraft-env-pr-1", "stagecraft-project-shop", "Stagecraft-Role-Web"]);
        world.Cloud.CreateDroplet("staging-b", ["stagecraft", "stagecraft-env-staging"]);
        world.Yaml = world.Yaml.Replace("my-ssh-key", "my-ssh-kye", StringComparison.Ordinal);

        Dictionary<string, Diagnosis> found = All(world).ToDictionary(d => d.Check);

        found["duplicates"].Should().Match<Diagnosis>(d => d.Outcome == DiagnosisOutcome.Warning && d.Message.Contains("staging app-1"));
        found["environments"].Should().Match<Diagnosis>(d => d.Outcome == DiagnosisOutcome.Warning && d.Message.EndsWith(": pr-1"));
        found["other_projects"]
            .Should().Match<Diagnosis>(d => d.Outcome == DiagnosisOutcome.Warning && d.Message.EndsWith("staging (1 droplet)"));
        found["tag_spelling"]
            .Should().Match<Diagnosis>(d => d.Outcome == DiagnosisOutcome.Warning && d.Message.Contains("Stagecraft-Role-Web"));
        found["droplet_limit"].Should().Match<Diagnosis>(d => d.Outcome == DiagnosisOutcome.Warning && d.Message.StartsWith("4 of 3"));
        found["ssh_key"].Should().Match<Diagnosis>(
            d => d.Outcome == DiagnosisOutcome.Failed && d.Code == ErrorCodes.SshKeyNotFound && d.Hint!.Contains("my-ssh-key"));
        found["read_scopes"].Outcome.Should().Be(DiagnosisOutcome.Ok);
    }

    [Fact]
    public void Without_a_token_the_API_is_checked_nevertheless()
    {
        World world = new(o => o with { Token = World.Token });
        world.Environment.Clear();
        Dictionary<string, Diagnosis> found = All(world).ToDictionary(d => d.Check);
        found["token"].Code.Should().Be(ErrorCodes.CredentialsMissing);
        (found["api"].Outcome, found["clock"].Outcome).Should().Be((DiagnosisOutcome.Ok, DiagnosisOutcome.Ok));
        (found["authentication"].Outcome, found["ssh_key"].Outcome).Should().Be((DiagnosisOutcome.Unknown, DiagnosisOutcome.Unknown));
        world.Network.Sent.Should().ContainSingle();
    }

    [Fact]
    public void A_refused_token_is_reported_as_unauthorized()
    {
        World world = new(o => o with { Token = "dop_v1_another" });
        Dictionary<string, Diagnosis> found = All(world).ToDictionary(d => d.Check);
        found["api"].Outcome.Should().Be(DiagnosisOutcome.Ok);
        found["authentication"].Should().Match<Diagnosis>(d => d.Outcome == DiagnosisOutcome.Failed && d.Code == ErrorCodes.Unauthorized);
    }

    [Fact]
    public void An_API_that_does_not_respond_is_reported_with_a_hint()
    {
        _world.Network.Choose = (_, _) => Fault.ResetBefore;
        Dictionary<string, Diagnosis> found = All().ToDictionary(d => d.Check);
        found["api"]
            .Should().Match<Diagnosis>(d => d.Outcome == DiagnosisOutcome.Failed && d.Code == ErrorCodes.ApiError && d.Hint != null);
        found["token"].Outcome.Should().Be(DiagnosisOutcome.Ok);
    }

    [Theory]
    [InlineData("/v2/account/keys", "ssh_key:read", DiagnosisOutcome.Failed)]
    [InlineData("/v2/tags", "tag:read", DiagnosisOutcome.Failed)]
    [InlineData("/v2/sizes", "sizes:read", DiagnosisOutcome.Failed)]
    [InlineData("/v2/regions", "regions:read", DiagnosisOutcome.Failed)]
    [InlineData("/v2/images/", "image:read", DiagnosisOutcome.Failed)]
    [InlineData("/v2/droplets", "droplet:read", DiagnosisOutcome.Failed)]
    [InlineData("/v2/actions", "actions:read", DiagnosisOutcome.Warning)]
    public void A_missing_scope_is_reported_with_all_other_checks(string path, string scope, DiagnosisOutcome outcome)
    {
        _world.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath.StartsWith(path, StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;
        Dictionary<string, Diagnosis> found = All().ToDictionary(d => d.Check);
        found["read_scopes"].Outcome.Should().Be(outcome);
        found["read_scopes"].Message.Should().Contain(scope).And.Contain("API error: ", "the message of the API is the reason");
        found["account"].Outcome.Should().Be(DiagnosisOutcome.Ok);
    }

    [Theory]
    [InlineData("/v2/volumes", "block_storage:read")]
    [InlineData("/v2/firewalls", "firewall:read")]
    [InlineData("/v2/load_balancers", "load_balancer:read")]
    [InlineData("/v2/reserved_ips", "reserved_ip:read")]
    [InlineData("/v2/monitoring/alerts", "monitoring:read")]
    [InlineData("/v2/certificates", "certificate:read")]
    [InlineData("/v2/vpcs", "vpc:read")]
    [InlineData("/v2/projects", "project:read")]
    public void A_missing_scope_of_a_declared_resource_fails(string path, string scope)
    {
        bool isAlwaysRead = path is "/v2/volumes" or "/v2/firewalls" or "/v2/load_balancers";
        _world.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath.StartsWith(path, StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;
        Diagnosis undeclared = All().Single(d => d.Check == "read_scopes");
        undeclared.Outcome.Should().Be(isAlwaysRead ? DiagnosisOutcome.Warning : DiagnosisOutcome.Ok);
        _world.Network.Sent.Any(s => s.Contains(path, StringComparison.Ordinal)).Should().Be(isAlwaysRead);
        if (isAlwaysRead)
        {
            undeclared.Message.Should().Contain(scope).And.Contain("resources that the file no longer declares are not found");
        }

        _world.Yaml = """
            token_env: DO_TOKEN
            ssh_key_name: my-ssh-key
            default_region: nyc1
            default_size: s-1vcpu-1gb
            vpc: { nyc1: shop }
            do_project: Shop
            hosts: { staging: { db-1: { role: db, volumes: { data: { size: 1 } }, reserved_ip: 203.0.113.2 } } }
            environments:
              staging:
                firewalls: { f: { all: true, inbound: [ { port: 22, from: any } ] } }
                load_balancers: { w: { role: db, forward: [ { from: https/443, to: http/80, certificate: c } ] } }
                alerts: { a: { cpu: 90, email: [a@example.com] } }
            """;
        Diagnosis declared = All().Single(d => d.Check == "read_scopes");
        (declared.Outcome, declared.Code).Should().Be((DiagnosisOutcome.Failed, ErrorCodes.Forbidden));
        declared.Message.Should().Contain(scope);
    }

    [Fact]
    public void A_missing_account_read_is_a_warning()
    {
        _world.Network.Choose = (request, _) => request.RequestUri!.AbsolutePath == "/v2/account" ? Fault.Forbidden : Fault.None;
        Dictionary<string, Diagnosis> found = All().ToDictionary(d => d.Check);
        found["read_scopes"].Should().Match<Diagnosis>(d => d.Outcome == DiagnosisOutcome.Warning && d.Message.Contains("account:read"));
        found["droplet_limit"].Outcome.Should().Be(DiagnosisOutcome.Unknown);
    }

    [Fact]
    public void The_catalog_has_the_available_sizes_cheapest_first()
    {
        CloudCatalog offer = _world.Time.Run(() => _world.NewProvider().ReadCatalogAsync(
            new AccountOptions { Config = World.Config("token_env: DO_TOKEN") }, CancellationToken.None));
        offer.SshKeys.Select(k => k.Name).Should().Equal("my-ssh-key");
        offer.Regions.Select(r => r.Slug).Should().Contain("nyc3").And.BeInAscendingOrder(StringComparer.Ordinal);
        offer.Sizes.Select(s => s.PriceMonthly).Should().BeInAscendingOrder();
        offer.Sizes.Should().Contain(s => s.Slug == "s-1vcpu-1gb" && s.Regions.Contains("nyc3"));
        _world.Network.Sent.Should().HaveCount(3);
    }

    private IReadOnlyList<Diagnosis> All() => All(_world);

    private static IReadOnlyList<Diagnosis> All(World world) => world.Time.Run(() => world.NewProvider().DiagnoseAsync(
        new AccountOptions { Config = World.Config(world.Yaml), Project = world.Project }, CancellationToken.None));
}
