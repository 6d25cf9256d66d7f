namespace Stagecraft.Aws.Sandbox.Tests.Clients;

/// <summary>
/// spec/sandbox-aws.md as a whole, with clients of other projects. A test is skipped if its client is not installed.
/// </summary>
[Trait("kind", "sweep")]
public sealed class RealClientsTests
{
    [Fact]
    public async Task Boto3()
    {
        await using ClientRun run = await ClientRun.StartAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless((await run.ExecuteAsync("python3", "-c", "import boto3")).ExitCode == 0, "not installed: pip install boto3");
        (int exitCode, string output) = await run.ExecuteAsync("python3", Path.Combine(ClientRun.ProgramOf("boto3"), "cycle.py"));
        exitCode.Should().Be(0, "{0}", output);
    }

    [Fact]
    public async Task AwsCli()
    {
        await using ClientRun run = await ClientRun.StartAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless((await run.ExecuteAsync("aws", "--version")).ExitCode == 0, "not installed: pip install awscli");
        (int exitCode, string output) = await run.ExecuteAsync("bash", Path.Combine(ClientRun.ProgramOf("aws-cli"), "cycle.sh"));
        exitCode.Should().Be(0, "{0}", output);
    }

    /// <summary>Creates resources, changes them in place, and deletes them. After each apply a plan has no changes.</summary>
    [Fact]
    public async Task Terraform()
    {
        await using ClientRun run = await ClientRun.StartAsync(TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(ClientRun.ProgramOf("terraform-aws"), "main.tf"), Path.Combine(run.Folder, "main.tf"));
        (int exitCode, string output) = await run.ExecuteAsync("terraform", "init", "-no-color", "-input=false");
        Assert.SkipUnless(
            exitCode == 0, "not installed: terraform, or its provider hashicorp/aws 5.100.0 (TF_CLI_CONFIG_FILE can name a mirror)");
        string[] apply = ["terraform", "apply", "-no-color", "-input=false", "-auto-approve"];
        string[] plan = ["terraform", "plan", "-no-color", "-input=false", "-detailed-exitcode"];
        string[] changed = ["-var", "text=admin", "-var", "size=20"];
        string[][] commands =
        [
            apply, plan, [.. apply, .. changed], [.. plan, .. changed], ["terraform", "destroy", "-no-color", "-auto-approve", .. changed],
        ];
        foreach (string[] command in commands)
        {
            (exitCode, output) = await run.ExecuteAsync(command);
            exitCode.Should().Be(0, "{0}", output);
        }

        output.Should().Contain("Destroy complete! Resources: 10 destroyed.");
    }
}
