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

    private static string Message(string environment, string what) =>
        $"environment '{environment}' of this project is not in the file: {what} USD a month; "
        + $"to delete it, run: `stagecraft infra down -e {environment}`";
}
