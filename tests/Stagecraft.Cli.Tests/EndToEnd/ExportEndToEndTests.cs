using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>spec/cli/output.md 11.2.</summary>
public sealed class ExportEndToEndTests
{
    [Fact]
    public async Task Spans_and_measurements_reach_a_collector_and_hold_no_secret()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        using Collector collector = new Collector();

        CliResult result = await RunAsync(command, collector.Address, "infra up -e staging --yes");

        result.ExitCode.Should().Be(0);
        string traces = string.Concat(collector.Received.Where(r => r.Path == "/v1/traces").Select(r => r.Text));
        string metrics = string.Concat(collector.Received.Where(r => r.Path == "/v1/metrics").Select(r => r.Text));
        traces.Should().Contain("stagecraft infra up").And.Contain("converge").And.Contain("/v2/droplets").And.Contain("service.name");
        metrics.Should().Contain("stagecraft.requests");
        (traces + metrics).Should().NotContain(RealCommand.Token).And.NotContain("END-TO-END-USER-DATA");
    }

    [Fact]
    public async Task A_collector_that_is_not_there_changes_nothing()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1"));
        string closed;
        using (Collector collector = new Collector())
        {
            closed = collector.Address;
        }

        CliResult result = await RunAsync(command, closed, "infra plan -e staging");

        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
    }

    private static async Task<CliResult> RunAsync(RealCommand command, string collector, string arguments)
    {
        using Process process = command.Launch(arguments, variables: new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        return await RealCommand.EndAsync(process);
    }
}
