using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 11.2: when the export begins and ends. What it sends is seen end to end.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("validate", true)]
    [InlineData("infra plan", true)]
    [InlineData("infra plan --nonsense", false)]
    [InlineData("--version", false)]
    [InlineData("infra --help", false)]
    public async Task A_command_that_runs_is_exported_to_its_end(string commandLine, bool isExported)
    {
        int begun = 0, ended = 0;
        _cli.StartExport = () =>
        {
            begun++;
            return new End(() => ended++);
        };

        await _cli.RunAsync(commandLine);

        (begun, ended).Should().Be(isExported ? (1, 1) : (0, 0));
    }

    private sealed class End(Action ended) : IDisposable
    {
        public void Dispose() => ended();
    }
}
