using Stagecraft.Aws.Sandbox;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>Changes of existing hosts on AWS: spec/cli/infra.md, aws.md 6.8 and 7.</summary>
public sealed class AwsChangesTests : IDisposable
{
    private readonly AwsRig _rig = new(Config("app-1", "app-2"));

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void An_adopted_instance_is_the_host_until_it_is_forgotten()
    {
        Dictionary<string, string> tags = new() { ["Name"] = "legacy", ["owner"] = "ops" };
        string id = _rig.Cloud.CreateInstance(tags, type: "t3.small").Id;

        CliResult preview = _rig.Run($"infra adopt {id} --as app-1 -e staging --dry-run");
        preview.Out.Should().Contain("  + tag stagecraft:project=shop\n").And.Contain("  + tag stagecraft:environment=staging\n")
            .And.Contain("  + tag stagecraft:host=app-1\n").And.NotContain("stagecraft-").And.NotContain("tag stagecraft\n");
        Done($"infra adopt {id} --as app-1 -e staging --yes");
        AwsSandboxInstance adopted = Living().Should().ContainSingle().Which;
        (adopted.Tags["stagecraft:host"], adopted.Tags["stagecraft:project"], adopted.Tags["owner"]).Should().Be(("app-1", "shop", "ops"));
        Done("infra up -e staging --yes");
        Living().Should().HaveCount(2).And.Contain(i => i.Id == id);

        Done("infra forget app-1 -e staging --yes");
        Living().Single(i => i.Id == id).Tags.Keys.Should().NotContain(k => k.StartsWith("stagecraft:", StringComparison.Ordinal))
            .And.Contain("owner");
        Done("infra up -e staging --yes");
        Living().Should().HaveCount(3);
    }

    [Fact] // aws.md 7.2: the tags of another host use up the generation.
    public void A_forgotten_instance_of_a_run_does_not_become_the_host_again()
    {
        Done("infra up -e staging --yes");
        string id = Of("app-1").Id;

        Done("infra forget app-1 -e staging --yes");
        _rig.Run("infra up -e staging --yes").ExitCode.Should().Be(5, "an instance has the name");
        _rig.Cloud.SetTags(id, new Dictionary<string, string> { ["Name"] = "free" });
        Done("infra up -e staging --yes");

        Of("app-1").Id.Should().NotBe(id);
        Of("app-1").ClientToken.Should().EndWith("-1");
        Living().Should().HaveCount(3);
    }

    [Fact]
    public void A_renamed_host_keeps_its_instance()
    {
        Done("infra up -e staging --yes");
        string id = Of("app-1").Id;
        File.WriteAllText(_rig.Cli.ConfigFile, Config("app-2", "app-9"));

        Done("infra rename app-1 app-9 -e staging --yes");
        Done("infra up -e staging --yes");

        Living().Should().HaveCount(2).And.ContainSingle(i => i.Id == id && i.Tags["Name"] == "staging-app-9");
        File.WriteAllText(_rig.Cli.ConfigFile, Config("app-1", "app-2", "app-9"));
        Done("infra up -e staging --yes");
        Of("app-1").Id.Should().NotBe(id);
        Living().Should().HaveCount(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--surge")]
    public void A_role_is_replaced_one_host_at_a_time(string surge)
    {
        Done("infra up -e staging --yes");
        string[] before = [.. Living().Select(i => i.Id)];

        Done($"infra up -e staging --yes --allow-delete --replace role:app {surge}");

        Living().Select(i => i.Tags["Name"]).Should().BeEquivalentTo("staging-app-1", "staging-app-2");
        Living().Should().OnlyContain(i => !before.Contains(i.Id));
        Done("infra up -e staging --yes");
        Living().Should().HaveCount(2);
    }

    [Fact]
    public void A_stopped_host_is_drift_and_is_switched_on()
    {
        Done("infra up -e staging --yes");
        _rig.Cloud.StopInstance(Of("app-1").Id);
        _rig.Wait(TimeSpan.FromMinutes(1));

        _rig.Run("infra plan -e staging --detailed-exitcode").ExitCode.Should().Be(2);
        Done("infra up -e staging --yes --power-on app-1");

        Of("app-1").State.Should().Be("running");
        Of("app-1").PublicIp.Should().NotBeNull();
    }

    [Fact] // digitalocean.md 3.6: the protected one survives, otherwise the oldest one.
    public void A_duplicate_is_deleted()
    {
        Done("infra up -e staging --yes");
        AwsSandboxInstance first = Of("app-1");
        _rig.Wait(TimeSpan.FromMinutes(1));
        _rig.Cloud.CreateInstance(first.Tags, type: "t3.small");

        Done("infra up -e staging --yes --allow-delete");

        Of("app-1").Id.Should().Be(first.Id);
    }

    [Fact] // docs/config-aws.md: a new public address after a resize.
    public void A_resized_host_has_a_new_public_address()
    {
        Done("infra up -e staging --yes");
        AwsSandboxInstance before = Of("app-1");
        File.WriteAllText(_rig.Cli.ConfigFile, Config("app-1", "app-2").Replace("t3.small", "t3.medium", StringComparison.Ordinal));

        Done("infra up -e staging --yes --resize app-1");

        AwsSandboxInstance after = Of("app-1");
        (after.Id, after.Type).Should().Be((before.Id, "t3.medium"));
        after.PublicIp.Should().NotBeNull().And.NotBe(before.PublicIp);
    }

    private AwsSandboxInstance Of(string host) => Living().Single(i => i.Tags.GetValueOrDefault("stagecraft:host") == host);

    private AwsSandboxInstance[] Living() => [.. _rig.Cloud.Instances.Where(i => !i.IsEnding)];

    private void Done(string commandLine)
    {
        CliResult result = _rig.Run(commandLine);
        result.ExitCode.Should().Be(0, $"{commandLine}: {result.Error}");
    }

    private static string Config(params string[] hosts) => $$"""
        project: { name: shop }
        cloud:
          provider: aws
          providers:
            aws:
              account_id: "123456789012"
              ssh_key_name: my-ssh-key
              security_groups: [default]
              default_region: us-east-1
              default_size: t3.small
              hosts:
                staging:
        {{string.Join('\n', hosts.Select(h => $"          {h}: {{ role: app }}"))}}
        """;
}
