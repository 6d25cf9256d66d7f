using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>Several projects in one account, and a project that is added or removed, with the real command, over real sockets:
/// digitalocean.md 3.1.1, 5.2.1, 5.2.2.</summary>
public sealed partial class ProjectsJobTests
{
    private const string Template = "machine_name: \"{project}-{environment}-{host}\"";

    [Fact]
    public async Task Two_projects_with_the_same_names_live_in_one_account_and_do_not_affect_each_other()
    {
        await using RealCommand command = await RealCommand.StartAsync(Config("shop", Template));
        File.WriteAllText(Path.Combine(command.Folder, "blog.yml"), Config("blog", Template));

        await SucceedsAsync(command, "infra up -e staging --yes");
        string[] shop = Of(command, "shop");
        await SucceedsAsync(command, "infra up -c blog.yml -e staging --yes");
        Of(command, "shop").Should().Equal(shop);
        string[] blog = Of(command, "blog");
        command.Cloud.Droplets.Select(d => d.Name).Should().BeEquivalentTo(
            "shop-staging-app-1", "shop-staging-db-1", "blog-staging-app-1", "blog-staging-db-1");
        await SucceedsAsync(command, "infra plan -e staging --detailed-exitcode");
        await SucceedsAsync(command, "infra plan -c blog.yml -e staging --detailed-exitcode");
        (await SucceedsAsync(command, "infra hosts -e staging")).Out.Should()
            .ContainAll(shop.Select(Id)).And.NotContainAny(blog.Select(Id));

        await SucceedsAsync(command, "infra up -e staging --replace app-1 --allow-delete --yes");
        Of(command, "shop").Should().NotEqual(shop).And.HaveCount(2);
        command.Write(Config("shop", Template).Replace("role: db,", "role: db, protected: true,", StringComparison.Ordinal));
        await SucceedsAsync(command, "infra up -e staging --yes");
        Of(command, "shop").Should().ContainSingle(d => d.Contains("stagecraft-protected", StringComparison.Ordinal));
        await SucceedsAsync(command, "infra down -e staging --yes");
        Of(command, "shop").Should().ContainSingle(d => d.Contains("shop-staging-db-1", StringComparison.Ordinal));
        Of(command, "blog").Should().Equal(blog);
        string[] left = Of(command, "shop");

        await SucceedsAsync(command, "infra down -c blog.yml -e staging --yes");
        Of(command, "blog").Should().BeEmpty();
        Of(command, "shop").Should().Equal(left);
        await SucceedsAsync(command, "infra unprotect db-1 -e staging --yes");
        command.Write(Config("shop", Template));
        await SucceedsAsync(command, "infra down -e staging --yes");
        command.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_of_another_project_is_reported_with_a_template_that_avoids_it()
    {
        await using RealCommand command = await RealCommand.StartAsync(Config("shop", ""));
        await SucceedsAsync(command, "infra up -e staging --yes");
        string[] shop = Of(command, "shop");
        command.Write(Config("blog", ""));

        CliResult plan = await command.RunAsync("infra plan -e staging");
        plan.ExitCode.Should().Be(5, plan.Error);
        plan.Error.Should().Contain("belongs to environment 'staging' of project 'shop'").And.Contain("set " + Template)
            .And.NotContain("adopt").And.NotContain("delete");

        command.Write(Config("blog", Template));
        (await SucceedsAsync(command, "infra up -e staging --yes")).Error
            .Should().Contain("if project.name was 'shop' before, restore it");
        await SucceedsAsync(command, "infra plan -e staging --detailed-exitcode");
        Of(command, "shop").Should().Equal(shop);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Template)]
    public async Task A_project_that_is_added_takes_over_the_droplets_with_the_printed_commands(string template)
    {
        await using RealCommand command = await RealCommand.StartAsync(Config(null, ""));
        await SucceedsAsync(command, "infra up -e staging --yes");
        command.Write(Config("shop", template));

        CliResult plan = await command.RunAsync("infra plan -e staging");
        string[] adoptions = [.. Adoption().Matches(plan.Error).Select(m => m.Groups["command"].Value)];
        adoptions.Should().HaveCount(2, plan.Error);
        foreach (string adoption in adoptions)
        {
            await SucceedsAsync(command, adoption + " --yes");
        }

        await SucceedsAsync(command, "infra plan -e staging --detailed-exitcode");
        command.Cloud.Droplets.Select(d => d.Name).Should().BeEquivalentTo("staging-app-1", "staging-db-1");
    }

    /// <summary>The steps of docs/adopting.md.</summary>
    [Fact]
    public async Task A_project_is_removed_after_its_droplets_were_released()
    {
        await using RealCommand command = await RealCommand.StartAsync(Config("shop", ""));
        await SucceedsAsync(command, "infra up -e staging --yes");
        command.Write(Config(null, ""));
        CliResult plan = await command.RunAsync("infra plan -e staging");
        plan.ExitCode.Should().Be(5, plan.Error);
        plan.Error.Should().Contain("if project.name was 'shop' before, restore it");

        command.Write(Config("shop", ""));
        await SucceedsAsync(command, "infra forget app-1 -e staging --yes");
        await SucceedsAsync(command, "infra forget db-1 -e staging --yes");
        command.Write(Config(null, ""));
        foreach (SandboxDroplet droplet in command.Cloud.Droplets)
        {
            await SucceedsAsync(command, $"infra adopt {droplet.Id} --as {droplet.Name["staging-".Length..]} -e staging --yes");
        }

        await SucceedsAsync(command, "infra plan -e staging --detailed-exitcode");
    }

    private static async Task<CliResult> SucceedsAsync(RealCommand command, string arguments)
    {
        CliResult result = await command.RunAsync(arguments);
        result.ExitCode.Should().Be(0, arguments + "\n" + result.Out + result.Error);
        return result;
    }

    private static string[] Of(RealCommand command, string project) =>
    [
        .. command.Cloud.Droplets.Where(d => d.Tags.Contains("stagecraft-project-" + project))
            .Select(d => $"{d.Id} {d.Name} {string.Join(',', d.Tags.Order(StringComparer.Ordinal))}"),
    ];

    private static string Id(string droplet) => droplet.Split(' ')[0];

    private static string Config(string? project, string template) => RealCommand.Config("app-1", "db-1")
        .Replace("project: { name: shop }\n", project is null ? "" : $"project: {{ name: {project} }}\n", StringComparison.Ordinal)
        .Replace("poll_interval: 1s\n", $"poll_interval: 1s\n      {template}\n", StringComparison.Ordinal);

    [GeneratedRegex("stagecraft (?<command>infra adopt [0-9]+ --as [a-z0-9-]+ -e staging)")]
    private static partial Regex Adoption();
}
