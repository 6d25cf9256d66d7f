using Stagecraft.Config;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 3.1, interface.md 7.1.1.</summary>
public sealed class MachineNameRuleTests
{
    private const string Placeholders = "placeholders: {project}, {environment}, {host}";
    private const string Both = "hosts: {prod: {app-1: {role: app}}, staging: {app-1: {role: app}}}\n";

    [Theory]
    [InlineData("{project}-{environment}-{host}", "shop-prod-app-1 shop-staging-app-1")]
    [InlineData("{host}-{environment}", "app-1-prod app-1-staging")]
    [InlineData("x{environment}--{host}-{project}9", "xprod--app-1-shop9 xstaging--app-1-shop9")]
    [InlineData("{environment}-{host}", "prod-app-1 staging-app-1")]
    public void The_template_gives_the_names(string template, string names)
    {
        SettingsResult result = Section.Parse($"{Section.Defaults}machine_name: '{template}'\n{Both}", project: "shop");

        result.Problems.Should().BeEmpty();
        string.Join(' ', result.Settings!.Environments.SelectMany(e => e.Hosts).Select(h => h.MachineName)).Should().Be(names);
    }

    [Theory]
    [InlineData("{env}-{host}", "has an unknown placeholder '{env}'", "did you mean '{environment}'? " + Placeholders)]
    [InlineData("{environment}-{host}-{x}", "has an unknown placeholder '{x}'", Placeholders)]
    [InlineData("{environment}-{Host}", "has an unknown placeholder '{Host}'", "did you mean '{host}'? " + Placeholders)]
    [InlineData("{environment}-{host", "has an unmatched brace", Placeholders)]
    [InlineData("{environment}-{host}}", "has an unmatched brace", Placeholders)]
    [InlineData("{{environment}}-{host}", "has an unmatched brace", Placeholders)]
    [InlineData("x-{host}", "must contain {environment} exactly once", "example: {project}-{environment}-{host}")]
    [InlineData("{environment}", "must contain {host} exactly once", "example: {project}-{environment}-{host}")]
    [InlineData("{environment}-{host}-{host}", "must contain {host} exactly once", "example: {project}-{environment}-{host}")]
    [InlineData("{host}{environment}{environment}", "must contain {environment} exactly once", "example: {project}-{environment}-{host}")]
    [InlineData("{project}{project}{environment}-{host}", "contains {project} more than once", "use {project} at most once")]
    [InlineData("{environment}.{host}", "does not produce valid names", NameRule.Hint)]
    [InlineData("X{environment}-{host}", "does not produce valid names", NameRule.Hint)]
    [InlineData("-{environment}-{host}", "does not produce valid names", NameRule.Hint)]
    [InlineData("{environment}-{host}-", "does not produce valid names", NameRule.Hint)]
    public void Each_mistake_of_a_template_is_one_problem_at_its_place(string template, string reason, string hint)
    {
        SettingsResult result = Section.Parse($"{Section.Defaults}machine_name: \"{template}\"\n{Both}", project: "shop");

        Problem problem = result.Problems.Should().ContainSingle().Which;
        (problem.Message, problem.Hint).Should().Be(($"invalid config: machine_name '{template}' {reason}", hint));
        (problem.Location, problem.Path).Should().Be((new SourceLocation("stagecraft.yml", 5, 15), "machine_name"));
        Section.Parse($"{Section.Defaults}machine_name: \"{template}\"\n{Both}", SettingsScope.Connection, "shop").Problems.Should()
            .Equal(result.Problems, "without the names, protected hosts cannot be identified");
    }

    [Theory]
    [InlineData("machine_name: §[a]", "machine_name must be a string, not a list")]
    [InlineData("machine_name: §{environment}", "machine_name must be a string, not a mapping")]
    [InlineData("machine_name: §''", "machine_name is empty")]
    [InlineData("machine_name: §'{environment} {host}'", "machine_name is '{environment} {host}': there must be no spaces in it")]
    [InlineData(
        "machine_name: §'{project}-{environment}-{host}'",
        "machine_name '{project}-{environment}-{host}' contains {project}, but project.name is not set")]
    public void Other_values_are_problems(string line, string reason) =>
        Section.OnlyProblem($"{Section.Defaults}{line}\n{Both}").Message.Should().Be("invalid config: " + reason);

    [Fact]
    public void All_mistakes_of_a_template_are_reported_together() =>
        Section.Parse($"{Section.Defaults}machine_name: '{{a}}-{{b}}-{{project}}_'\n{Both}").Problems.Select(p => p.Message).Should().Equal(
            "invalid config: machine_name '{a}-{b}-{project}_' has an unknown placeholder '{a}'",
            "invalid config: machine_name '{a}-{b}-{project}_' has an unknown placeholder '{b}'",
            "invalid config: machine_name '{a}-{b}-{project}_' contains {project}, but project.name is not set",
            "invalid config: machine_name '{a}-{b}-{project}_' does not produce valid names");

    [Fact]
    public void A_collision_states_both_places()
    {
        // b-a of x and b of a-x.
        const string Hosts = "machine_name: \"{host}-{environment}\"\nhosts:\n  x:\n    b-a: {role: app}\n  a-x:\n    b: {role: app}\n";

        Problem problem = Section.Parse(Section.Defaults + Hosts).Problems.Should().ContainSingle().Which;

        problem.Message.Should().Be("invalid config: the droplet's name 'b-a-x' is already that of hosts.x.b-a in line 8");
        (problem.Location, problem.Path).Should().Be((new SourceLocation("stagecraft.yml", 10, 5), "hosts.a-x.b"));
    }

    [Fact]
    public void A_name_has_at_most_63_characters()
    {
        string project = new('p', 50);
        const string Yaml =
            "machine_name: \"{project}-{environment}-{host}\"\nhosts:\n  staging:\n    app: {role: a}\n    app-1: {role: a}\n";

        Problem problem = Section.Parse(Section.Defaults + Yaml, project: project).Problems.Should().ContainSingle().Which;

        problem.Message.Should().EndWith("is 64 characters long: at most 63 are allowed");
        problem.Hint.Should().Be("shorten the host's name, or the environment's, or the template of the droplet names");
        problem.Location.Should().Be(new SourceLocation("stagecraft.yml", 9, 5));
    }

    [Fact]
    public void The_template_is_read_although_other_settings_have_problems()
    {
        DeclaredConfig config = DropletConfig.Read(
            ConfigReader.Read("stagecraft.yml", "token_env: T\nmachine_name: '{host}-{environment}'\nhosts: 3\n"u8.ToArray()), null);

        config.ConnectionProblems.Should().BeEmpty();
        config.Problems.Should().NotBeEmpty();
        config.MachineNames.Text.Should().Be("{host}-{environment}");
    }
}
