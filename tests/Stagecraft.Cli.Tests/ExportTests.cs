using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/output.md 11.2: when the export begins and ends. What it sends is tested end to end.</summary>
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

    [Fact]
    public async Task An_export_that_cannot_begin_is_a_warning_without_the_values_of_its_variables()
    {
        _cli.StartExport = () => throw new ArgumentException("the header 'authorization=hunter2' is wrong");

        CliResult result = await _cli.RunAsync("validate");

        result.ExitCode.Should().Be(0);
        result.Out.Should().Contain("is valid");
        result.Error.Should()
            .Be("warning: traces and metrics are not exported: the OTEL_EXPORTER_OTLP_ variables cannot be used as they are\n");
    }

    private sealed class End(Action ended) : IDisposable
    {
        public void Dispose() => ended();
    }
}
