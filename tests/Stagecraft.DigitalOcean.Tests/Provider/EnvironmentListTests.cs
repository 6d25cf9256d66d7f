using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 3.8 and 4.5, interface.md 2.1.</summary>
public sealed class EnvironmentListTests
{
    private readonly World _world = new(o => o with { DropletLimit = 1000 });

    [Fact]
    public void Every_environment_of_every_project_is_found_sorted_and_by_reads_alone()
    {
        Droplet("pr-9-web-1", "stagecraft", "stagecraft-env-pr-9", "stagecraft-project-shop", "stagecraft-role-web");
        _world.Ours("db-1");
        _world.Ours("extra-1");
        _world.Cloud.CreateDroplet("prod-a", ["STAGECRAFT", "Stagecraft-Env-Prod"], "tor1", "gpu-h100x1-80gb");
        Droplet("nobody", "web");
        Droplet("staging-fake", "stagecraft-env-staging");
        Droplet("odd-1", "stagecraft");
        Droplet("odd-2", "stagecraft", "stagecraft-env-staging", "stagecraft-project-a", "stagecraft-project-b");

        IReadOnlyList<AccountEnvironment> found = List();

        found.Select(e => (e.Project, e.Environment, e.IsDeclared, string.Join(' ', e.Hosts.Select(h => h.Name ?? h.MachineName))))
            .Should().Equal(
            (null, "prod", false, "a"),
            ("shop", "pr-9", false, "web-1"),
            ("shop", "staging", true, "db-1 extra-1"),
            (null, null, false, "odd-1 odd-2"));
        found[2].Hosts.Select(h => h.IsDeclared).Should().Equal(true, false);
        _world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_projects_environment_of_a_declared_name_is_not_declared()
    {
        Droplet("staging-app-1", "stagecraft", "stagecraft-env-staging", "stagecraft-project-blog");
        AccountEnvironment only = List().Should().ContainSingle().Which;
        (only.IsDeclared, only.Hosts[0].IsDeclared).Should().Be((false, false));
    }

    [Fact]
    public void Only_the_name_of_the_token_variable_is_required()
    {
        _world.Ours("app-1");
        _world.Yaml = "token_env: DO_TOKEN";
        List().Should().ContainSingle().Which.IsDeclared.Should().BeFalse();
    }

    [Fact]
    public void More_than_a_page_is_read_to_its_end()
    {
        for (int i = 0; i < 405; i++)
        {
            _world.Ours($"n-{i}");
        }

        List().Single().Hosts.Should().HaveCount(405);
        _world.Network.Sent.Should().HaveCount(4, "three pages, and one of GPUs");
    }

    [Fact]
    public void A_missing_token_is_reported()
    {
        _world.Environment.Clear();
        FluentActions.Invoking(List).Should().Throw<CloudProviderException>().Which.Code.Should().Be(ErrorCodes.CredentialsMissing);
    }

    private SandboxDroplet Droplet(string name, params string[] tags) => _world.Cloud.CreateDroplet(name, tags);

    private IReadOnlyList<AccountEnvironment> List() => _world.Time.Run(() => _world.NewProvider().ListEnvironmentsAsync(
        new AccountOptions { Config = World.Config(_world.Yaml), Project = _world.Project }, CancellationToken.None));
}
