using Stagecraft.Aws.Sandbox;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>The commands on AWS, over the emulated API: spec/cli/infra.md and output.md.</summary>
public sealed class AwsRunTests : IDisposable
{
    private readonly AwsRig _rig = new(Repository.Read("examples", "aws", "stagecraft.yml"));

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_example_is_applied_twice_edited_and_deleted()
    {
        Pin("plan", "infra plan -e staging");
        Pin("up", "infra up -e staging --yes");
        Pin("hosts", "infra hosts -e staging");
        Pin("hosts.json", "infra hosts -e staging -o json");
        Pin("hosts.ansible", "infra hosts -e staging -o ansible");
        Pin("hosts.ssh-config", "infra hosts -e staging -o ssh-config");
        AwsSandboxInstance[] first = Living();
        first.Should().HaveCount(2);

        Pin("up.again", "infra up -e staging --yes");
        Living().Select(i => i.Id).Should().Equal(first.Select(i => i.Id), "a second run creates nothing");

        string config = File.ReadAllText(_rig.Cli.ConfigFile);
        int db = config.IndexOf("          db-1:", StringComparison.Ordinal);
        int prod = config.IndexOf("        prod:", StringComparison.Ordinal);
        File.WriteAllText(_rig.Cli.ConfigFile, $"{config[..db]}          app-2: {{ role: app }}\n{config[prod..]}");
        Pin("plan.edited", "infra plan -e staging");
        Pin("up.edited", "infra up -e staging --yes --allow-delete");
        Living().Should().HaveCount(2);
        Pin("plan.all", "infra plan --all");

        Pin("down", "infra down -e staging --yes");
        Living().Should().BeEmpty();
    }

    [Fact] // aws.md 10
    public void The_doctor_examines_the_account_by_reads()
    {
        int writes = _rig.Cloud.Requests.Count(r => !r.IsRead);
        Pin("doctor", "doctor");
        _rig.Cloud.Requests.Count(r => !r.IsRead).Should().Be(writes);
    }

    [Fact] // aws.md 10
    public void The_doctor_lists_permissions_that_are_missing_and_another_account()
    {
        const string policy =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeI*","Resource":"*"}]}""";
        using AwsRig limited = new(Repository.Read("examples", "aws", "stagecraft.yml"), o => o with { Policy = policy });
        CliResult result = limited.Run("doctor");
        result.ExitCode.Should().NotBe(0);
        result.Out.Should().Contain("fail     read_permissions  not permitted: ec2:DescribeKeyPairs, ec2:DescribeTags, ec2:DescribeSubnets")
            .And.Contain("ssm:GetParameters").And.NotContain("DescribeInstances,");

        using AwsRig other = new(Repository.Read("examples", "aws", "stagecraft.yml"), o => o with { AccountId = "210987654321" });
        other.Run("doctor").Out.Should().Contain("fail     account").And.Contain("210987654321");
    }

    [Fact] // infra.md 8.1
    public void No_output_has_a_secret()
    {
        foreach (string line in (string[])
        [
            "validate", "infra plan -e staging -v", "infra up -e staging --yes -v", "infra up -e staging --yes -o json",
            "infra hosts -e staging -o json", "infra hosts --all", "doctor -v", "doctor -o json", "infra down -e staging --yes -v",
        ])
        {
            Clean(line, _rig.Run(line));
        }

        _rig.Cli.Variables["AWS_SECRET_ACCESS_KEY"] = "another" + AwsRig.SecretKey;
        Clean("refused", _rig.Run("infra plan -e staging -v"));
    }

    private AwsSandboxInstance[] Living() =>
        [.. _rig.Cloud.Instances.Where(i => i.State is not ("terminated" or "shutting-down")).OrderBy(i => i.Id, StringComparer.Ordinal)];

    private void Pin(string name, string commandLine)
    {
        CliResult result = _rig.Run(commandLine);
        result.ExitCode.Should().Be(0, result.Error);
        Golden.Match($"aws.{name}.txt", $"$ stagecraft {commandLine}\n{result.Out}\n== stderr\n{result.Error}");
    }

    private static void Clean(string line, CliResult result) => (result.Out + result.Error).Should()
        .NotContain(AwsRig.SecretKey).And.NotContain(AwsRig.SessionToken).And.NotContain(AwsRig.KeyId, line);
}
