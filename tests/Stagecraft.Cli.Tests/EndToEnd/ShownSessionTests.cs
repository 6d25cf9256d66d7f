using System.Diagnostics;
using System.Text.RegularExpressions;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>Runs the commands of the documentation and the examples.</summary>
[Trait("kind", "sweep")]
public sealed partial class ShownSessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task First_steps()
    {
        CliResult result = await BashAsync(Script("getting-started.md"));

        result.ExitCode.Should().Be(0, result.Error);
        result.Out.Should().Contain("3 created").And.Contain("No droplets of staging are left.");
    }

    [Fact]
    public async Task First_steps_on_AWS()
    {
        const string plan = "stagecraft infra plan -e staging --sandbox\n";
        string quick = $"sed -i 's/^      hosts:/      settle_window: 1s\\n      poll_interval: 1s\\n      hosts:/' stagecraft.yml\n{plan}";

        CliResult result = await BashAsync(Script("aws.md").Replace(plan, quick, StringComparison.Ordinal));

        result.ExitCode.Should().Be(0, result.Error);
        result.Out.Should().Contain("2 created").And.Contain("No instances of staging are left.");
    }

    [Fact]
    public async Task Pipelines()
    {
        string shown = Script("ci.md");

        CliResult result = await BashAsync(
            $"stagecraft init --sandbox -q -e staging --project shop --host app=2\nsed -i 's/^      hosts:/      settle_window: 1s\\n     "
                + $" poll_interval: 1s\\n      hosts:/' stagecraft.yml\n{shown}cat comment.md");

        result.ExitCode.Should().Be(0, result.Error);
        result.Out.Should()
            .Contain("### 2 to create: staging of project shop").And.Contain("2 created").And.Contain("No droplets of staging are left.");
    }

    [Fact]
    public async Task Scripts()
    {
        CliResult result = await BashAsync(
            $"stagecraft init --sandbox -q -e staging --project shop --host app=1\n{Script("exit-codes.md")}{Script("json.md")}");

        result.ExitCode.Should().Be(0, result.Error);
        result.Out.Should().EndWith("changes or drift\n");
    }

    /// <summary>All that a page has in blocks of <c>sh</c>.</summary>
    private static string Script(string page) =>
        string.Concat(Block().Matches(Repository.Read("docs", page)).Select(m => m.Groups[1].Value));

    private async Task<CliResult> BashAsync(string script)
    {
        ProcessStartInfo command = CommandFile.With("");
        string work = Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName;
        ProcessStartInfo start = new ProcessStartInfo(
            "bash", ["-euo", "pipefail", "-c", $"stagecraft() {{ {command.FileName} {command.Arguments} \"$@\"; }}\n{script}"])
        {
            WorkingDirectory = work,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return await RealCommand.EndAsync(process);
    }

    [GeneratedRegex("^```sh\n((?:.*\n)*?)```$", RegexOptions.Multiline)]
    private static partial Regex Block();
}
