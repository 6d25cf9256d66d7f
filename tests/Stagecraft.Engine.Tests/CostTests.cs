using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Engine.Tests;

/// <summary>Currency and number of requests come from the driver (spec/providers/cloud/interface.md, 3.7).</summary>
public sealed class CostTests
{
    private static readonly MemoryTraits Euros = new()
    {
        Currency = "EUR",
        Prices = new Dictionary<string, decimal> { ["small"] = 4.5m },
        Facts = new() { MachinesPerCreate = 3, MachinesPerUpdate = 2 },
    };

    [Fact]
    public void Spec_3_7_the_currency_is_that_of_the_driver()
    {
        InfraPlan plan = new MemoryRuns(Euros).Plan("app-1", "app-2");

        plan.Cost.Should().Be(new PlanCost("EUR", 0m, 9m));
        InfraPlanJson.ToText(plan).Should().Contain("\"currency\": \"EUR\"");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(7, 3)]
    public void Spec_3_7_one_request_creates_as_many_equal_hosts_as_the_driver_states(int hosts, int requests) =>
        new MemoryRuns(Euros).Plan(Hosts("app", hosts)).Requests.Should().Be(requests);

    [Fact]
    public void Spec_3_7_hosts_that_differ_in_a_setting_are_not_created_together()
    {
        DeclaredHost[] hosts =
        [
            .. Enumerable.Range(1, 4).Select(i => MemoryRuns.Host($"app-{i}") with { Size = i < 3 ? "small" : "large" }),
        ];

        new MemoryRuns(Euros).Plan(hosts).Requests.Should().Be(2);
    }

    [Fact]
    public void Spec_3_7_with_tokens_each_host_is_one_request()
    {
        CloudFacts facts = Euros.Facts with { RepeatedCreate = RepeatedCreate.SameToken };
        MemoryTraits tokens = Euros with { Repeat = RepeatedCreate.SameToken, Facts = facts };

        new MemoryRuns(tokens).Plan(Hosts("app", 4)).Requests.Should().Be(4);
    }

    [Fact]
    public void Spec_3_7_each_delete_is_one_request_and_one_request_protects_as_many_machines_as_the_driver_states()
    {
        MemoryRuns runs = new(Euros);
        foreach (string host in Hosts("app", 3).Concat(Hosts("old", 5)))
        {
            runs.Cloud.Create($"staging-{host}", "north", "small", World.OurTags(host), isBooted: true);
        }

        runs.Wait();

        runs.Plan([.. Hosts("app", 3).Select(h => MemoryRuns.Host(h) with { IsProtected = true })]).Requests.Should().Be(5 + 2);
    }

    [Fact]
    public void Spec_3_8_a_budget_with_an_unknown_price_is_exceeded_and_the_size_is_named()
    {
        MemoryRuns runs = new(Euros);
        DeclaredHost large = MemoryRuns.Host("app-2") with { Size = "large" };
        DeclaredConfig config = runs.Config(MemoryRuns.Host("app-1"), large);
        runs.Plan(config).Warnings.Should().BeEmpty("there is no budget");
        config = config with { Budgets = new Dictionary<string, decimal> { ["staging"] = 1000m } };

        InfraPlan plan = runs.Plan(config);

        plan.Warnings.Should().Equal(new PlanWarning(
            "over_budget",
            "the price of size 'large' is unknown, so the budget of environment 'staging' (1000.00 EUR a month) cannot be checked"));
        Action apply = () => runs.Apply(config, plan);
        apply.Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.OverBudget);
    }

    private static string[] Hosts(string prefix, int count) => [.. Enumerable.Range(1, count).Select(i => $"{prefix}-{i}")];
}
