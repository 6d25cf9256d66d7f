using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 5.2: problems of a plan.</summary>
public sealed class PlanProblemTests
{
    [Fact]
    public void All_problems_of_the_config_are_reported_together_and_nothing_is_sent()
    {
        World world = new() { Yaml = "hosts:\n  staging:\n    app-1: { rol: app }\nregion: nyc1\n" };

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.ConfigInvalid);
        failure.Problems.Should().HaveCountGreaterThan(3).And.OnlyContain(p => p.Location != null);
        failure.Message.Should().StartWith("digitalocean provider: invalid config: ");
        world.Network.Sent.Should().BeEmpty();
    }

    [Fact]
    public void An_undeclared_environment_is_reported_with_the_known_ones()
    {
        CloudProviderException failure = new World().PlanFails(environment: "stagin");

        failure.Code.Should().Be(ErrorCodes.ConfigInvalid);
        failure.Message.Should().Be("digitalocean provider: invalid config: environment 'stagin' is not declared (known: staging)");
        failure.Hint.Should().Be("did you mean 'staging'?");
    }

    [Fact]
    public void A_missing_token_is_reported_with_its_variable()
    {
        World world = new();
        world.Environment.Clear();

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.CredentialsMissing);
        failure.Message.Should().Be("digitalocean provider: API token missing from environment variable DO_TOKEN");
        world.Network.Sent.Should().BeEmpty();
    }

    [Fact]
    public void A_token_with_invalid_characters_is_not_quoted()
    {
        World world = new();
        world.Environment["DO_TOKEN"] = "dop_v1_abc\r\nx";

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.CredentialsMissing);
        failure.ToString().Should().NotContain("dop_v1_abc");
    }

    [Fact]
    public void A_refused_token_is_reported_once()
    {
        World world = new(o => o with { Token = "another" });

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.Unauthorized);
        failure.Problems.Should().ContainSingle();
    }

    [Fact]
    public void A_missing_SSH_key_is_reported_with_a_suggestion()
    {
        World world = new(o => o with { SshKeys = ["my-ssh-keys"] });

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.SshKeyNotFound);
        failure.Message.Should().Be("digitalocean provider: SSH key 'my-ssh-key' not found in DigitalOcean account");
        failure.Hint.Should().Be("did you mean 'my-ssh-keys'?");
    }

    [Fact]
    public void Several_SSH_keys_of_one_name_are_an_error_with_the_candidates_and_an_id_resolves_it()
    {
        World world = new();
        long id = world.Cloud.AddSshKey("my-ssh-key").Id;

        CloudProviderException failure = world.PlanFails();
        failure.Code.Should().Be(ErrorCodes.SshKeyNotFound);
        failure.Hint.Should().Contain(id.ToString(System.Globalization.CultureInfo.InvariantCulture));

        world.Yaml = world.Yaml.Replace("my-ssh-key", $"\"{id}\"");
        world.Plan().ToCreate.Should().HaveCount(3);
    }

    [Fact]
    public void Unavailable_regions_sizes_and_images_are_all_reported_with_their_locations()
    {
        World world = new()
        {
            Yaml = """
                token_env: DO_TOKEN
                ssh_key_name: my-ssh-key
                default_region: nyc9
                hosts:
                  staging:
                    app-1: { role: app, size: s-1vcpu-1gb }
                    app-2: { role: app, size: s-1vcpu-1gbb, region: nyc1 }
                    app-3: { role: app, size: s-1vcpu-1gb, region: nyc1, image: ubuntu-1 }
                    app-4: { role: app, size: s-1vcpu-1gb }
                """,
        };

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.ConfigInvalid);
        failure.Problems.Select(p => (p.Location!.Line, p.Message)).Should().Equal(
            (3, "invalid config: region 'nyc9' does not exist (hosts 'app-1', 'app-4')"),
            (7, "invalid config: size 's-1vcpu-1gbb' does not exist (host 'app-2')"),
            (8, "invalid config: image 'ubuntu-1' does not exist (host 'app-3')"));
        failure.Problems[1].Hint.Should().Be("did you mean 's-1vcpu-1gb'?");
    }

    [Fact]
    public void An_unmanaged_droplet_with_a_declared_name_is_an_error_with_a_hint()
    {
        World world = new();
        world.Cloud.CreateDroplet("Staging-App-1");
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), world.Time));

        CloudProviderException failure = world.PlanFails();

        failure.Code.Should().Be(ErrorCodes.MachineExists);
        failure.Message.Should().StartWith("digitalocean provider: droplet 'staging-app-1' already exists");
        failure.Hint.Should().NotBeNull();
    }

    [Fact]
    public void All_kinds_of_preflight_problems_are_reported_together()
    {
        World world = new();
        world.Yaml = World.Hosts("app-1", "app-2", "db-1") + "\n    app-3: { role: app, region: nowhere }";
        world.Ours("db-1", more: "stagecraft-protected");
        world.Ours("db-1", more: "stagecraft-protected");
        world.Cloud.CreateDroplet("staging-app-2");
        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), world.Time));

        world.PlanFails().Problems.Select(p => p.Code)
            .Should().Equal(ErrorCodes.ConfigInvalid, ErrorCodes.MachineExists, ErrorCodes.Refused);
    }

    [Fact]
    public void A_missing_key_does_not_hide_other_problems()
    {
        World world = new(o => o with { SshKeys = ["other"] });
        world.Ours("db-1", more: "stagecraft-protected");
        world.Ours("db-1", more: "stagecraft-protected");
        world.Yaml = world.Yaml.Replace("s-1vcpu-1gb", "s-1vcpu-1gbb");

        CloudProviderException failure = world.PlanFails();

        failure.Problems.Select(p => p.Code).Should().Equal(ErrorCodes.SshKeyNotFound, ErrorCodes.ConfigInvalid, ErrorCodes.Refused);
        failure.Code.Should().Be(ErrorCodes.ConfigInvalid);
    }

    /// <summary>5.2.3: the plan of an existing host is made, and names the mistake.</summary>
    [Fact]
    public void A_misspelled_size_of_an_existing_host_is_a_warning()
    {
        World world = new() { Yaml = World.Hosts("app-1", "app-2") };
        world.Ours("app-1");
        world.Ours("app-2");
        world.Yaml = world.Yaml.Replace("app-1: { role: app", "app-1: { role: app, size: s-2vcpu-4g", StringComparison.Ordinal);

        InfraPlan plan = world.Plan();

        plan.Changes.Count(c => c.HasDrift).Should().Be(1);
        plan.Warnings.Should().ContainSingle().Which.Should().Be(
            new PlanWarning("not_available", "size 's-2vcpu-4g' does not exist (host 'app-1'); did you mean 's-2vcpu-4gb'?"));
        world.Yaml = World.Hosts("app-1", "app-2");
        world.Plan().Warnings.Should().BeEmpty();
    }
}
