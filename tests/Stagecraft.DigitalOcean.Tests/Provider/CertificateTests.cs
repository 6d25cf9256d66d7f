using System.Text.Json.Nodes;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 16.2: certificates with the same name.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly World _world = new(o => o with { Certificates = ["shop-com", "shop-com-renewed"] });
    private readonly FaultHandler _network;
    private readonly HttpClient _api;
    private bool _isAmbiguous;

    public CertificateTests()
    {
        EditedResponses responses = new(_world.Cloud.CreateHandler(), (uri, body) => _isAmbiguous && uri.AbsolutePath == "/v2/certificates"
            ? body.Replace("shop-com-renewed", "shop-com", StringComparison.Ordinal) : body);
        _network = new FaultHandler(responses, _world.Time);
        _api = new HttpClient(_world.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com") };
        _api.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
        _world.Yaml = Yaml("https/443", 80);
    }

    public void Dispose()
    {
        _network.Dispose();
        _api.Dispose();
    }

    [Fact]
    public void A_name_of_two_certificates_is_a_problem_with_both_ids()
    {
        _isAmbiguous = true;

        CloudProviderException failure = FluentActions.Invoking(Plan).Should().Throw<CloudProviderException>().Which;

        Problem problem = failure.Problems.Should().ContainSingle().Which;
        problem.Code.Should().Be(ErrorCodes.ConfigInvalid);
        problem.Message.Should().Be($"several certificates of the account have the name 'shop-com': {string.Join(", ", Ids())}");
        problem.Hint.Should().Be("delete all but one of them, or name another certificate");
        problem.Path.Should().EndWith("environments.staging.load_balancers.web.forward[0].certificate");
        problem.Location.Should().NotBeNull();
    }

    [Fact]
    public void A_rule_that_has_one_of_them_is_equal_and_an_update_keeps_it()
    {
        Up();
        string used = Certificate();
        _isAmbiguous = true;
        Plan().InSync.Should().BeTrue();

        _world.Yaml = Yaml("https/443", 8080);
        ResourceChange change = Plan().Changes.Should().ContainSingle(c => c.Actions == ResourceActions.Update).Which;
        change.Fields.Should().ContainSingle().Which.Should().Be(
            new FieldDifference("forward https/443", "http/8080, certificate shop-com", "http/80, certificate shop-com")
            {
                IsUpdated = true,
            });
        Up();

        Certificate().Should().Be(used);
        Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_new_rule_of_the_load_balancer_gets_none_of_them()
    {
        Up();
        _isAmbiguous = true;
        _world.Yaml = Yaml("https/8443", 80);

        FluentActions.Invoking(Plan).Should().Throw<CloudProviderException>()
            .WithMessage("*several certificates of the account have the name 'shop-com'*");
    }

    [Fact]
    public void A_name_that_became_ambiguous_after_the_plan_is_refused_by_the_run()
    {
        InfraPlan plan = Plan();
        _isAmbiguous = true;

        CloudProviderException failure = FluentActions.Invoking(() => Apply(plan)).Should().Throw<CloudProviderException>().Which;

        failure.Report!.Resources.Should().ContainSingle(r => r.Kind == ResourceKind.LoadBalancer)
            .Which.Message.Should().Contain("several certificates");
        _world.Cloud.Resources.LoadBalancers.Should().BeEmpty();
    }

    private static string Yaml(string from, int to) => World.Hosts("app-1")
        + "\nenvironments: { staging: { load_balancers: { web: { role: app, forward: ["
        + $"{{ from: {from}, to: http/{to}, certificate: shop-com }} ] }} }} }} }}";

    private InfraPlan Plan() => _world.Time.Run(() => _world.NewProvider(_network).PlanAsync(_world.PlanOptions(), CancellationToken.None));

    private void Apply(InfraPlan plan) =>
        _world.Time.Run(() => _world.NewProvider(_network).ApplyAsync(_world.ApplyOptions(plan), CancellationToken.None));

    private void Up() => _world.Time.Run(() => _world.UpAsync(_world.NewProvider(_network)));

    private string Certificate() => Read("load_balancers")[0]!["forwarding_rules"]![0]!["certificate_id"]!.ToString();

    private IEnumerable<string> Ids() => Read("certificates").Select(c => c!["id"]!.ToString()).Order(StringComparer.Ordinal);

    private JsonArray Read(string list) =>
        JsonNode.Parse(_world.Time.Run(() => _api.GetStringAsync(new Uri($"/v2/{list}", UriKind.Relative))))![list]!.AsArray();
}
