using System.Diagnostics;
using System.Text;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Tests.EndToEnd;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests.Secrets;

/// <summary>spec/cli/infra.md 8: what the command leaves outside of its output, over a real network: traces of requests, files in home,
/// temp and working directory.</summary>
public sealed class OutsideTests : IDisposable
{
    private const string UserData = "user-data.txt";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Traces_of_requests()
    {
        await using DigitalOceanSandbox cloud = await StartAsync();
        using TestCli cli = new TestCli(SecretRig.Config) { CreateProviders = CloudProviders.Create };
        File.WriteAllText(Path.Combine(cli.Folder, UserData), SecretRig.FileMark.ToString());
        cli.Variables["DO_TOKEN"] = SecretRig.Token;
        cli.Variables["DIGITALOCEAN_API_URL"] = cloud.Address!.ToString();
        using Searched searched = new();

        CliResult result = await cli.RunAsync("infra up -e staging --yes -v");

        result.ExitCode.Should().Be(10, result.Error);
        result.Error.Should().Contain("Cannot process").And.Contain("***");
        searched.Texts.Should().Contain(t => t.Contains($"server.port={cloud.Address.Port}") && t.Contains("POST"));
        searched.Texts.SelectMany(t => SecretRig.Found(("trace", t))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("infra up -e staging --yes -v", 1)]
    [InlineData("infra up -e staging --yes -v --sandbox", 0)]
    [InlineData("infra down -e staging -o json", 5)]
    [InlineData("validate -v -o json", 0)]
    public async Task Files(string arguments, int exitCode)
    {
        await using DigitalOceanSandbox cloud = await StartAsync();
        cloud.CreateDroplet(
            "staging-app-1", ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop", "stagecraft-role-app"], "nyc1");
        string work = Sub("work");
        File.WriteAllText(Path.Combine(work, "stagecraft.yml"), SecretRig.Config);
        File.WriteAllText(Path.Combine(work, UserData), SecretRig.FileMark.ToString());
        ProcessStartInfo start = CommandFile.With(arguments);
        start.WorkingDirectory = work;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (string variable in (string[])["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"])
        {
            start.Environment[variable] = Sub(variable);
        }

        // The runtime's own sockets for debuggers.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DO_TOKEN"] = SecretRig.Token;
        start.Environment["DIGITALOCEAN_API_URL"] = cloud.Address!.ToString();
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();

        CliResult result = await RealCommand.EndAsync(process);

        result.ExitCode.Should().Be(exitCode, result.Error);
        SecretRig.Found(("output", result.Out + result.Error)).Should().BeEmpty();
        string[] files = Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories);
        files.Should().HaveCountGreaterThanOrEqualTo(2);
        files.Where(f => f != Path.Combine(work, "stagecraft.yml") && f != Path.Combine(work, UserData))
            .SelectMany(f => SecretRig.Found(
                (f, Encoding.Latin1.GetString(File.ReadAllBytes(f))), SecretRig.IsState(work, f) ? [SecretRig.TokenMark] : SecretRig.Marks))
            .Should().BeEmpty();
    }

    private static Task<DigitalOceanSandbox> StartAsync()
    {
        SandboxFault[] faults = [new() { Kind = SandboxFaultKind.Echo, On = "POST *", Times = 1 }];
        return DigitalOceanSandbox.StartAsync(
            new SandboxOptions { Boot = TimeSpan.Zero, Destroy = TimeSpan.Zero, Faults = faults }, CancellationToken.None);
    }

    private string Sub(string name) => _folder.CreateSubdirectory(name).FullName;
}
