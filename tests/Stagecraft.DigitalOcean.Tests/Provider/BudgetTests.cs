using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec interface.md 3.8, digitalocean.md 5.5 and 5.5.1: the budget of an environment. A droplet costs 6 USD.</summary>
public sealed class BudgetTests
{
    private readonly World _world = new();

    [Fact]
    public void A_plan_within_the_budget_has_no_warning_and_is_applied()
    {
        Declare("12", "app-1", "app-2");

        _world.Plan().Warnings.Should().BeEmpty();
        _world.Up().Succeeded.Should().BeTrue();
    }

    [Fact]
    public void A_plan_above_the_budget_is_shown_and_refused_before_anything_is_sent()
    {
        Declare("11.99", "app-1", "app-2");

        InfraPlan plan = _world.Plan();
        plan.Warnings.Should().Equal(new PlanWarning(
            "over_budget", "this plan exceeds the budget of environment 'staging': 12.00 USD a month, the maximum is 11.99"));
        int requests = _world.Cloud.Requests.Count;

        Action apply = () => _world.Apply(plan);

        apply.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.OverBudget);
        _world.Cloud.Requests.Should().HaveCount(requests);
    }

    [Fact]
    public void Backups_of_an_existing_host_count()
    {
        Declare("100", "app-1");
        _world.Up();
        Declare("6.50", "app-1");
        _world.Yaml = _world.Yaml.Replace("role: app", "role: app, backups: true", StringComparison.Ordinal);

        InfraPlan plan = _world.Plan();

        plan.Warnings.Should().ContainSingle(w => w.Code == "over_budget");
        FluentActions.Invoking(() => _world.Apply(plan)).Should().Throw<CloudProviderException>()
            .Which.Code.Should().Be(ErrorCodes.OverBudget);
    }

    [Fact]
    public void A_plan_that_does_not_cost_more_than_before_is_within_any_budget()
    {
        Declare("100", "app-1", "app-2", "app-3");
        _world.Up();
        Declare("1", "app-1", "app-2", "app-4");
        _world.Plan().Warnings.Should().OnlyContain(w => w.Code == "renamed", "a host is replaced by another one");
        Declare("1", "app-1");
        _world.Up().Succeeded.Should().BeTrue("it only deletes");
        Declare("1", "app-1", "app-2");
        _world.Plan().Warnings.Should().ContainSingle(w => w.Code == "over_budget");
        _world.Down().Succeeded.Should().BeTrue();
    }

    [Fact]
    public void The_option_overrides_the_file()
    {
        Declare("1", "app-1");
        PlanOptions options = _world.PlanOptions() with { MonthlyMax = 6m };

        InfraPlan plan = _world.Time.Run(() => _world.NewProvider().PlanAsync(options, CancellationToken.None));

        plan.Warnings.Should().BeEmpty();
        _world.Time.Run(() => _world.NewProvider().ApplyAsync(
            _world.ApplyOptions(plan) with { MonthlyMax = 6m }, CancellationToken.None)).Succeeded.Should().BeTrue();
        _world.Time.Run(() => _world.NewProvider().PlanAsync(
            _world.PlanOptions() with { MonthlyMax = 5m }, CancellationToken.None)).Warnings.Should().BeEmpty("nothing is created");
    }

    [Fact]
    public void Backups_count()
    {
        _world.Yaml = World.Hosts("app-1").Replace("{ role", "{ backups: true, role", StringComparison.Ordinal);

        InfraPlan plan = _world.Plan();

        (plan.Cost.MonthlyAfter, plan.Changes[0].MonthlyAfter).Should().Be((7.2m, 7.2m));
    }

    [Fact]
    public void Backups_of_existing_droplets_count()
    {
        DeclareBackups("app-1", true);
        _world.Up();

        InfraPlan plan = _world.Plan();

        (plan.Cost.MonthlyBefore, plan.Cost.MonthlyAfter).Should().Be((7.2m, 7.2m));
        InfraPlan down = _world.Time.Run(() => _world.NewProvider().PlanAsync(
            _world.PlanOptions() with { Intent = PlanIntent.Down }, CancellationToken.None));
        down.Changes.Select(c => (c.MonthlyBefore, c.MonthlyAfter)).Should().Equal((7.2m, 0m));
        (down.Cost.MonthlyBefore, down.Cost.MonthlyAfter).Should().Be((7.2m, 0m));
    }

    /// <summary>The other host of the environment costs 6 USD.</summary>
    [Theory]
    [InlineData(true, 6, 7.2)]
    [InlineData(false, 7.2, 6)]
    public void An_update_of_backups_changes_the_price(bool backups, double before, double after)
    {
        DeclareBackups("app-1, app-2", !backups);
        _world.Up();
        DeclareBackups("app-1, app-2", backups);

        InfraPlan plan = _world.Plan();

        ResourceChange change = plan.Changes.Should().ContainSingle(c => c.Actions == ResourceActions.Update).Which;
        change.Fields.Should().ContainSingle(f => f.Name == "backups" && f.IsUpdated);
        (change.MonthlyBefore, change.MonthlyAfter).Should().Be(((decimal)before, (decimal)after));
        (plan.Cost.MonthlyBefore, plan.Cost.MonthlyAfter).Should().Be(((decimal)before + 6m, (decimal)after + 6m));
        _world.Apply(plan);
        _world.Plan().Cost.MonthlyBefore.Should().Be((decimal)after + 6m);
    }

    [Fact]
    public void An_update_has_the_price_of_the_size_that_the_droplet_has()
    {
        DeclareBackups("app-1", false);
        _world.Up();
        DeclareBackups("app-1", true);
        _world.Yaml = _world.Yaml.Replace("{ backups", "{ size: s-2vcpu-4gb, backups", StringComparison.Ordinal);

        ResourceChange change = _world.Plan().Changes.Single();

        change.Drift.Should().ContainSingle(f => f.Name == "size");
        (change.MonthlyBefore, change.MonthlyAfter).Should().Be((6m, 7.2m));
    }

    [Fact]
    public void An_update_of_tags_does_not_change_the_price()
    {
        DeclareBackups("app-1", true);
        _world.Up();
        _world.Yaml = _world.Yaml.Replace("{ backups", "{ protected: true, backups", StringComparison.Ordinal);

        InfraPlan plan = _world.Plan();

        plan.Changes.Should().ContainSingle(c => c.Actions == ResourceActions.Update && c.MonthlyBefore == 7.2m && c.MonthlyAfter == 7.2m);
        (plan.Cost.MonthlyBefore, plan.Cost.MonthlyAfter).Should().Be((7.2m, 7.2m));
    }

    private void DeclareBackups(string hosts, bool backups) => _world.Yaml = World.Hosts(hosts.Split(", ")).Replace(
        "app-1: { role", $"app-1: {{ backups: {(backups ? "true" : "false")}, role", StringComparison.Ordinal);

    private void Declare(string budget, params string[] hosts) =>
        _world.Yaml = World.Hosts(hosts) + $"\nenvironments: {{ staging: {{ budget: {{ monthly_max: {budget} }} }} }}";
}
