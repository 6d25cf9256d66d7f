using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>The IAM policy of docs/aws.md, enforced by the emulated API.</summary>
public sealed partial class AwsPolicyTests
{
    [Fact]
    public void It_permits_everything_for_its_project()
    {
        using AwsRig rig = new(Config("shop"), o => o with { Policy = Policy(), SecurityGroups = ["web"] });

        Done(rig.Run("infra up -e staging --yes"));
        File.WriteAllText(
            rig.Cli.ConfigFile,
            Config("shop").Replace("app-1: { role: app }", "app-1: { role: app, protected: true }", StringComparison.Ordinal));
        Done(rig.Run("infra up -e staging --yes"));
        Done(rig.Run("infra up -e staging --yes --resize app-2"));
        string other = Config("shop").Replace("[default]", "[default, web]", StringComparison.Ordinal);
        File.WriteAllText(rig.Cli.ConfigFile, other.Replace("role: app }", "role: app, monitoring: true }", StringComparison.Ordinal));
        Done(rig.Run("infra up -e staging --yes"));
        rig.Cloud.Instances.Should().OnlyContain(i => i.IsMonitored && i.SecurityGroups.Count == 2);
        File.WriteAllText(rig.Cli.ConfigFile, other);
        Done(rig.Run("infra up -e staging --yes"));
        Done(rig.Run("infra unprotect app-1 -e staging --yes"));
        Done(rig.Run("infra down -e staging --yes"));
        rig.Cloud.Instances.Should().OnlyContain(i => i.State == "terminated");
    }

    [Fact]
    public void It_permits_resources_and_snapshots()
    {
        string resources = Config("shop") + "\n" + """
                      db-1: { role: db, zone: us-east-1a, volumes: { data: { size: 10 } } }
                  environments:
                    staging:
                      firewalls:
                        db: { roles: [db], inbound: [{ port: 5432, from: { role: app } }] }
            """;
        using AwsRig rig = new(resources, o => o with { Policy = Policy() });

        Done(rig.Run("infra up -e staging --yes"));
        Done(rig.Run("infra reserve app-1 -e staging --yes"));
        File.WriteAllText(rig.Cli.ConfigFile, resources.Replace("size: 10", "size: 20", StringComparison.Ordinal)
            .Replace("5432", "5433", StringComparison.Ordinal));
        Done(rig.Run("infra up -e staging --yes"));
        Done(rig.Run("infra up -e staging --yes --allow-delete --replace db-1 --snapshot"));
        Done(rig.Run("infra down -e staging --yes --allow-loss volume/db-1-data"));
    }

    [Fact]
    public void It_refuses_other_projects()
    {
        using AwsRig rig = new(Config("other"), o => o with { Policy = Policy() });

        rig.Run("infra up -e staging --yes").ExitCode.Should().NotBe(0);
        rig.Cloud.Instances.Should().BeEmpty();
    }

    [Fact] // infra.md 11.1.2
    public void The_doctor_names_the_permissions_that_are_missing()
    {
        using AwsRig rig = new(Config("shop"), o => o with
        {
            Policy = Policy().Replace("\"ec2:StopInstances\",", "", StringComparison.Ordinal),
        });
        Done(rig.Run("infra up -e staging --yes"));

        CliResult result = rig.Run("doctor --dry-run");

        result.ExitCode.Should().Be(4);
        string[] failed = [.. result.Out.Split('\n').Where(l => l.StartsWith("fail", StringComparison.Ordinal))];
        failed.Should().ContainSingle().Which.Should().StartWith("fail     ec2:StopInstances ")
            .And.Contain("perform: ec2:StopInstances on");
        result.Out.Should().Contain("hint: the credentials need the permission ec2:StopInstances\n")
            .And.Contain("ok       ec2:TerminateInstances       permitted\n").And.Contain("ok       ec2:RunInstances ");
        rig.Cloud.Instances.Should().OnlyContain(i => i.State == "running");
    }

    [Fact] // infra.md 11.1.2
    public void The_doctor_sends_no_change_without_the_option()
    {
        using AwsRig rig = new(Config("shop"), o => o with { Policy = Policy() });

        Done(rig.Run("doctor"));
        rig.Cloud.Requests.Should().OnlyContain(r => r.IsRead);
        Done(rig.Run("doctor --dry-run"));
        rig.Cloud.Requests.Where(r => !r.IsRead).Select(r => (r.Action, r.Status)).Should().Equal(("RunInstances", 412));
    }

    [Fact]
    public void It_refuses_the_deletion_of_instances_of_other_projects()
    {
        using AwsRig rig = new(Config("other"), o => o with { Policy = Policy() });
        rig.Cloud.CreateInstance(new Dictionary<string, string>
        {
            ["Name"] = "staging-app-1",
            ["stagecraft:project"] = "other",
            ["stagecraft:environment"] = "staging",
            ["stagecraft:host"] = "app-1",
            ["stagecraft:role"] = "app",
        });

        rig.Run("infra down -e staging --yes").ExitCode.Should().NotBe(0);
        rig.Cloud.Instances.Should().OnlyContain(i => i.State == "running");
    }

    private static void Done(CliResult result) => result.ExitCode.Should().Be(0, result.Error);

    private static string Config(string project) => $$"""
        project: { name: {{project}} }
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
                  app-1: { role: app }
                  app-2: { role: app }
        """;

    // The emulated API does not have the resources of Systems Manager.
    private static string Policy() => Block().Match(Repository.Read("docs", "aws.md").ReplaceLineEndings("\n")).Groups[1].Value
        .Replace("arn:aws:ssm:*::parameter/aws/service/*", "*", StringComparison.Ordinal);

    [GeneratedRegex("^```json\n((?:.*\n)*?)```$", RegexOptions.Multiline)]
    private static partial Regex Block();
}
