using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 2.15, 5.3.3 and 5.5: backup policies.</summary>
public sealed class BackupPolicyTests
{
    private const string List = "GET /v2/droplets/backups/policies";

    [Fact]
    public void A_create_sends_the_policy()
    {
        World world = Declaring("role: db, backups: { plan: weekly, weekday: wed, hour: 12 }");
        List<string> bodies = [];
        world.Network.Before = r => bodies.Add(r.Method == HttpMethod.Post ? r.Content!.ReadAsStringAsync().GetAwaiter().GetResult() : "");

        world.Up();

        bodies.Should().ContainSingle(b => b.Contains(
            "\"backups\":true,\"backup_policy\":{\"plan\":\"weekly\",\"weekday\":\"WED\",\"hour\":12}", StringComparison.Ordinal));
        InfraPlan next = world.Plan();
        (next.InSync, next.NotCompared.Count).Should().Be((true, 0));
    }

    [Theory]
    [InlineData("role: db, backups: true", 0)]
    [InlineData("role: db", 0)]
    [InlineData("role: db, backups: { plan: weekly }", 1)]
    public void Policies_are_read_once_by_a_plan_and_only_if_one_is_declared(string settings, int reads)
    {
        World world = Declaring(settings);
        world.Up();
        world.Network.Sent.Clear();

        world.Plan().InSync.Should().BeTrue();

        Reads(world).Should().Be(reads);
    }

    [Fact]
    public void Without_a_droplet_with_backups_there_is_no_read()
    {
        World world = Declaring("role: db, backups: { plan: daily }");
        world.Cloud.CreateDroplet("other", ["web"], "nyc1");

        world.Plan();

        Reads(world).Should().Be(0);
    }

    [Fact]
    public void A_plan_that_deletes_the_environment_reads_no_policies()
    {
        World world = Declaring("role: db, backups: { plan: daily }");
        world.Up();
        world.Network.Sent.Clear();

        world.Plan(PlanIntent.Down);

        Reads(world).Should().Be(0);
    }

    [Fact]
    public void A_policy_on_the_second_page_is_compared()
    {
        World world = new(o => o with { DropletLimit = 300 }) { Yaml = Yaml("role: db, backups: { plan: daily, hour: 4 }") };
        world.Up();
        foreach (int number in Enumerable.Range(1, 205))
        {
            world.Cloud.CreateDroplet($"other-{number}", ["web"], "nyc1");
        }

        world.Network.Sent.Clear();

        InfraPlan plan = world.Plan();

        (plan.InSync, plan.NotCompared.Count, Reads(world)).Should().Be((true, 0, 2));
    }

    [Fact]
    public void Each_droplet_gets_its_own_policy()
    {
        World world = new() { Yaml = Pair("backups: true", "backups: false") };
        world.Up();
        world.Yaml = Pair("backups: { plan: daily }", "backups: { plan: weekly, weekday: MON }");

        world.Up().Count(OutcomeKind.Updated).Should().Be(2);

        world.Plan().InSync.Should().BeTrue();
    }

    /// <summary>The plan can be older than the backups of the droplet.</summary>
    [Fact]
    public void Backups_without_a_policy_leave_the_policy_of_a_droplet_that_has_got_backups()
    {
        World world = Declaring("role: db");
        world.Up();
        string declared = Yaml("role: db, protected: true, backups: true");
        world.Yaml = declared;
        InfraPlan plan = world.Plan();
        world.Yaml = Yaml("role: db, backups: { plan: daily, hour: 8 }");
        world.Up();
        world.Yaml = declared;

        world.Apply(plan);

        world.Yaml = Yaml("role: db, protected: true, backups: { plan: daily, hour: 8 }");
        world.Plan().InSync.Should().BeTrue();
    }

    [Theory]
    [InlineData(Fault.ResetAfter, 1)]
    [InlineData(Fault.ResetBefore, 2)]
    public void A_change_whose_response_is_lost_is_sent_until_the_droplet_has_the_policy(Fault fault, int expected)
    {
        World world = Declaring("role: db, backups: { plan: weekly }");
        world.Up();
        world.Yaml = Yaml("role: db, backups: { plan: daily }");
        int actions = 0;
        world.Network.Choose = (request, _) => IsAction(request) && ++actions == 1 ? fault : Fault.None;

        world.Up().Hosts.Should().ContainSingle(h => h.Kind == OutcomeKind.Updated);

        actions.Should().Be(expected);
        world.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_list_that_cannot_be_read_fails_the_plan()
    {
        World world = Declaring("role: db, backups: { plan: weekly }");
        world.Up();
        world.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath.EndsWith("/policies", StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;

        Problem problem = world.PlanFails().Problems.Should().ContainSingle().Which;

        problem.Code.Should().Be(ErrorCodes.Forbidden);
    }

    [Theory]
    [InlineData("backups: true", "1.2")]
    [InlineData("backups: { plan: weekly }", "1.2")]
    [InlineData("backups: { plan: daily }", "1.3")]
    public void Daily_backups_cost_30_percent(string backups, string factor)
    {
        World world = Declaring("role: db");
        decimal price = world.Plan().Cost!.MonthlyAfter!.Value;
        world.Yaml = Yaml("role: db, " + backups);
        decimal expected = price * decimal.Parse(factor, System.Globalization.CultureInfo.InvariantCulture);

        world.Plan().Cost!.MonthlyAfter.Should().Be(expected);
        world.Up();

        world.Plan().Cost!.MonthlyBefore.Should().Be(expected);
    }

    private static World Declaring(string settings) => new() { Yaml = Yaml(settings) };

    private static string Yaml(string settings) =>
        World.Hosts("db-1").Replace("{ role: db }", $"{{ {settings} }}", StringComparison.Ordinal);

    private static string Pair(string first, string second) => World.Hosts("db-1", "app-1")
        .Replace("{ role: db }", $"{{ role: db, {first} }}", StringComparison.Ordinal)
        .Replace("{ role: app }", $"{{ role: app, {second} }}", StringComparison.Ordinal);

    private static int Reads(World world) => world.Network.Sent.Count(s => s.StartsWith(List, StringComparison.Ordinal));

    private static bool IsAction(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/actions", StringComparison.Ordinal);
}
