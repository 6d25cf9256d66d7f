using System.Text.RegularExpressions;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 5.2.1, 5.2.2, 14.2.1: names of other owners, and a project that is added, changed or removed.</summary>
public sealed partial class ProjectChangeTests : OwnershipScenario
{
    private const string WithProject = "machine_name: \"{project}-{environment}-{host}\"";

    [Theory]
    [InlineData("", "is not managed by Stagecraft",
        "rename the host, or delete or rename that droplet; to take it over: `stagecraft infra adopt ID --as app-1 -e staging`")]
    [InlineData("web", "is not managed by Stagecraft",
        "rename the host, or delete or rename that droplet; to take it over: `stagecraft infra adopt ID --as app-1 -e staging`")]
    [InlineData("stagecraft stagecraft-env-staging stagecraft-project-blog", "belongs to environment 'staging' of project 'blog'",
        "set " + WithProject + "; if project.name was 'blog' before, restore it")]
    [InlineData("stagecraft stagecraft-env-prod stagecraft-project-blog", "belongs to environment 'prod' of project 'blog'",
        "set " + WithProject)]
    [InlineData("stagecraft stagecraft-env-prod stagecraft-project-shop", "belongs to environment 'prod' of project 'shop'",
        "rename the host")]
    [InlineData("stagecraft stagecraft-env-prod", "belongs to environment 'prod' without a project", "set " + WithProject)]
    [InlineData("stagecraft stagecraft-env-staging", "belongs to environment 'staging' without a project",
        "if it was created before project.name was set: `stagecraft infra adopt ID --as app-1 -e staging`; otherwise set " + WithProject)]
    [InlineData("stagecraft stagecraft-env-staging stagecraft-host-db-9", "belongs to environment 'staging' without a project",
        "set " + WithProject)]
    [InlineData("stagecraft stagecraft-env-a stagecraft-env-b", "has no tags of exactly one project and environment",
        "set " + WithProject)]
    public void A_name_in_use_states_its_owner_and_proposes_no_change_of_another_project(string tags, string owner, string hint)
    {
        World.Yaml = World.Hosts("app-1");
        SandboxDroplet droplet = Old("staging-app-1", tags.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Problem problem = World.PlanFails().Problems.Should().ContainSingle().Which;

        problem.Code.Should().Be(ErrorCodes.MachineExists);
        problem.Message.Should().Be($"droplet 'staging-app-1' already exists (id {droplet.Id}) and {owner}");
        problem.Hint.Should().Be(hint.Replace("ID", Text(droplet.Id), StringComparison.Ordinal));
        problem.Location!.Line.Should().Be(7);
    }

    [Fact]
    public void With_a_template_that_contains_the_project_the_hint_proposes_another_host_name()
    {
        World.Yaml = Templated("app-1");
        Old("shop-staging-app-1", "stagecraft", "stagecraft-env-staging", "stagecraft-project-blog");
        Old("blog-staging-app-1", "stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-host-db-1");

        World.PlanFails().Hint.Should().Be("rename the host, or change machine_name");
    }

    [Fact]
    public void Without_a_project_the_hint_also_proposes_one()
    {
        World.Project = null;
        World.Yaml = World.Hosts("app-1");
        Old("staging-app-1", World.OurTags("app-1"));

        World.PlanFails().Hint.Should().Be("set " + WithProject + " and project.name; if project.name was 'shop' before, restore it");
    }

    /// <summary>5.2.2: the commands of the hints are executed.</summary>
    [Fact]
    public void A_project_that_is_added_takes_over_its_droplets_with_the_proposed_commands()
    {
        World.Project = null;
        World.Up();
        long[] before = [.. World.Cloud.Droplets.Select(d => d.Id).Order()];
        World.Project = "shop";

        CloudProviderException refusal = World.PlanFails();
        refusal.Problems.Should().HaveCount(3);
        foreach (Problem problem in refusal.Problems)
        {
            Execute(problem.Hint!).Change.Add.Should().Equal("stagecraft-project-shop");
        }

        World.Plan().InSync.Should().BeTrue();
        World.Cloud.Droplets.Select(d => d.Id).Order().Should().Equal(before);
    }

    [Fact]
    public void A_project_and_a_template_that_are_added_take_over_the_droplets_with_the_proposed_commands()
    {
        World.Project = null;
        World.Up();
        World.Project = "shop";
        World.Yaml = Templated("app-1", "app-2", "db-1");

        InfraPlan plan = World.Plan();
        plan.ToCreate.Should().HaveCount(3);
        string[] warnings = [.. plan.Warnings.Select(w => w.Message).Where(m => m.Contains("infra adopt", StringComparison.Ordinal))];
        warnings.Should().HaveCount(3);
        foreach (string warning in warnings)
        {
            OwnershipChange change = Execute(warning).Change;
            change.Add.Should().Equal($"stagecraft-host-{change.Machine.Name}", "stagecraft-project-shop");
            change.Warnings.Should().ContainSingle().Which.Code.Should().Be("other_project");
        }

        plan = World.Plan();
        plan.InSync.Should().BeTrue();
        plan.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void A_declared_protection_is_set_before_the_project()
    {
        World.Project = null;
        World.Yaml = World.Hosts("db-1");
        World.Up();
        World.Project = "shop";
        World.Yaml = World.Yaml.Replace("role: db", "role: db, protected: true", StringComparison.Ordinal);

        Execute(World.PlanFails().Hint!).Change.Add.Should().Equal(Protected, "stagecraft-project-shop");

        World.Plan().InSync.Should().BeTrue();
    }

    [Fact]
    public void A_droplet_without_a_project_becomes_only_the_host_that_it_is()
    {
        SandboxDroplet droplet = Old("staging-app-1", "stagecraft", "stagecraft-env-staging", "stagecraft-role-app");

        CloudProviderException refusal = Refuses(OwnershipAction.Adopt, "db-1", Text(droplet.Id));

        refusal.Code.Should().Be(ErrorCodes.Refused);
        refusal.Message.Should().EndWith("belongs to an environment 'staging' without a project, as host 'app-1'");
    }

    [Fact]
    public void A_host_that_exists_is_not_taken_over_again()
    {
        World.Ours("app-1");
        SandboxDroplet droplet = Old("staging-app-1", "stagecraft", "stagecraft-env-staging", "stagecraft-role-app");

        Refuses(OwnershipAction.Adopt, "app-1", Text(droplet.Id)).Code.Should().Be(ErrorCodes.MachineExists);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("store")]
    public void A_droplet_of_another_project_is_never_adopted(string? project)
    {
        SandboxDroplet droplet = Old("staging-app-1", World.OurTags("app-1"));
        World.Project = project;

        Refuses(OwnershipAction.Adopt, "app-1", Text(droplet.Id)).Code.Should().Be(ErrorCodes.Refused);

        Tags(droplet).Should().BeEquivalentTo(World.OurTags("app-1"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("store", false)]
    [InlineData("store", true)]
    public void A_project_that_was_renamed_or_removed_is_reported_and_can_be_restored_or_moved(string? project, bool isTemplated)
    {
        World.Yaml = isTemplated ? Templated("app-1") : World.Hosts("app-1");
        World.Up();
        long id = World.Cloud.Droplets.Single().Id;
        World.Project = project;

        string text = isTemplated ? string.Join('\n', World.Plan().Warnings.Select(w => w.Message)) : World.PlanFails().Hint!;
        text.Should().Contain("if project.name was 'shop' before, restore it");

        World.Project = "shop";
        World.Plan().InSync.Should().BeTrue();
        CarryOut(OwnershipAction.Forget, "app-1");
        World.Project = project;
        CarryOut(OwnershipAction.Adopt, "app-1", Text(id));
        World.Plan().InSync.Should().BeTrue();
        World.Cloud.Droplets.Single().Id.Should().Be(id);
    }

    [Fact]
    public void A_project_with_droplets_of_its_own_is_not_asked_for_an_earlier_name()
    {
        World.Yaml = Templated("app-1", "app-2");
        Old("shop-staging-app-2", World.OurTags("app-2"));
        Old("blog-staging-app-1", "stagecraft", "stagecraft-env-staging", "stagecraft-project-blog");

        World.Plan().Warnings.Should().ContainSingle().Which.Message.Should().StartWith("this plan ignores 1 droplet");
    }

    private OwnershipResult Execute(string text)
    {
        Match command = Adopt().Match(text);
        return CarryOut(OwnershipAction.Adopt, command.Groups["host"].Value, command.Groups["id"].Value);
    }

    private SandboxDroplet Old(string name, params string[] tags)
    {
        SandboxDroplet droplet = World.Cloud.CreateDroplet(name, tags, "nyc1");
        World.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), World.Time));
        return droplet;
    }

    private static string Templated(params string[] hosts) =>
        World.Hosts(hosts).Replace("hosts:\n", WithProject + "\nhosts:\n", StringComparison.Ordinal);

    [GeneratedRegex("stagecraft infra adopt (?<id>[0-9]+) --as (?<host>[a-z0-9-]+) -e staging")]
    private static partial Regex Adopt();
}
