using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 5.5.2.</summary>
public sealed class UndeclaredEnvironmentTests
{
    private readonly World _world = new() { Yaml = World.Hosts("app-1") };

    [Fact]
    public void A_plan_warns_of_the_environments_of_its_project_that_are_not_in_the_file_without_a_request_for_it()
    {
        _world.Plan().Warnings.Should().BeEmpty();
        int requests = _world.Cloud.Requests.Count;
        Create("pr-2", "app-1", "stagecraft-project-shop");
        Create("pr-2", "app-2", "Stagecraft-Project-Shop");
        Create("pr-10", "app-1", "stagecraft-project-shop");
        Create("other", "app-1", "stagecraft-project-blog");
        Create("none", "app-1");

        InfraPlan plan = _world.Plan();

        plan.Warnings.Select(w => (w.Code, w.Message)).Should().Equal(
            ("undeclared_environment", Message("pr-10", "1 droplet, 6.00")),
            ("undeclared_environment", Message("pr-2", "2 droplets, 12.00")));
        _world.Cloud.Requests.Should().HaveCount(2 * requests);
        _world.Plan(PlanIntent.Down).Warnings.Should().BeEmpty();
        _world.Project = null;
        _world.Plan().Warnings.Should().NotContain(w => w.Code == "undeclared_environment");
    }

    [Fact]
    public void Other_resources_of_an_environment_count_with_their_prices_even_without_droplets()
    {
        Create("pr-1", "app-1", "stagecraft-project-shop");
        Post("tags", """{"name":"stagecraft-set:shop:pr-1"}""");
        Post("tags", """{"name":"mine"}""");
        Firewall("stagecraft.shop.pr-1.web", "stagecraft-set:shop:pr-1");
        Firewall("stagecraft.shop.pr-2.web", "mine");
        Firewall("stagecraft.blog.pr-1.web", "stagecraft-set:shop:pr-1");
        Volume("pr-1-app-1-data", 100, "stagecraft-env-pr-1", "stagecraft-project-shop", "stagecraft-host-app-1", "stagecraft-volume-data");
        Volume("pr-3-app-1-data", 10, "stagecraft-env-pr-3", "stagecraft-project-shop", "stagecraft-host-app-1", "stagecraft-volume-data");
        Volume("pr-4-app-1-data", 10, "stagecraft-env-pr-4", "stagecraft-project-blog", "stagecraft-host-app-1", "stagecraft-volume-data");
        Volume("pr-5-app-1-data", 10, "stagecraft-env-pr-5", "stagecraft-project-shop");

        _world.Plan().Warnings.Where(w => w.Code == "undeclared_environment").Select(w => w.Message).Should().Equal(
            Message("pr-1", "1 droplet and 2 other resources, 16.00"), Message("pr-3", "0 droplets and 1 other resource, 1.00"));
    }

    [Fact]
    public void Many_environments_are_ten_warnings_and_their_number()
    {
        for (int i = 0; i < 13; i++)
        {
            Create($"pr-{i}", "app-1", "stagecraft-project-shop");
        }

        PlanWarning[] warnings = [.. _world.Plan().Warnings];

        warnings.Should().HaveCount(11).And.Contain(w => w.Message == "3 more environments of this project are not in the file");
    }

    [Fact]
    public void A_list_of_environments_has_prices_on_request()
    {
        Create("pr-1", "app-1", "stagecraft-project-shop");
        AccountOptions options = new() { Config = _world.PlanOptions().Config, Project = "shop" };

        List(options).Single().Monthly.Should().BeNull();
        List(options with { WithPrices = true }).Single().Monthly.Should().Be(6m);
    }

    private IReadOnlyList<AccountEnvironment> List(AccountOptions options) =>
        _world.Time.Run(() => _world.NewProvider().ListEnvironmentsAsync(options, CancellationToken.None));

    private void Create(string environment, string host, params string[] more) => _world.Cloud.CreateDroplet(
        $"{environment}-{host}", ["stagecraft", $"stagecraft-env-{environment}", "stagecraft-role-app", .. more], "nyc1", "s-1vcpu-1gb");

    private void Firewall(string name, string tag) => Post(
        "firewalls",
        $$"""
        { "name": "{{name}}", "tags": ["{{tag}}"],
          "inbound_rules": [{ "protocol": "tcp", "ports": "22", "sources": { "addresses": ["0.0.0.0/0"] } }] }
        """);

    private void Volume(string name, int size, params IEnumerable<string> tags) => Post(
        "volumes",
        $$"""
        { "name": "{{name}}", "size_gigabytes": {{size}}, "region": "nyc1",
          "tags": [{{string.Join(", ", tags.Prepend("stagecraft").Select(t => $"\"{t}\""))}}] }
        """);

    private void Post(string path, string body)
    {
        using HttpClient api = new(_world.Cloud.CreateHandler()) { BaseAddress = new Uri("https://api.digitalocean.com/v2/") };
        api.DefaultRequestHeaders.Authorization = new("Bearer", World.Token);
        using HttpResponseMessage response = _world.Time.Run(() => api.PostAsJsonAsync(path, JsonNode.Parse(body)));
        response.IsSuccessStatusCode.Should().BeTrue();
    }

    private static string Message(string environment, string what) =>
        $"environment '{environment}' of this project is not in the file: {what} USD a month; "
        + $"to delete it, run: `stagecraft infra down -e {environment}`";
}
