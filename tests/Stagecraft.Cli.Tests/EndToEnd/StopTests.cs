using System.Diagnostics;
using System.Text.Json;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd;

/// <summary>Signals to the real command while its creates are on their way: spec/cli/infra.md 6.1, 6.2.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task One_signal_in_the_middle_of_creates_ends_with_the_truth(string signal)
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "app-2", "db-1"));

        // Set before the start: when the run reports its start, its first create request may already be in flight.
        command.Cloud.Conditions = command.Cloud.Conditions with
        {
            Faults =
            [
                new SandboxFault { Kind = SandboxFaultKind.Slow, On = "POST /v2/droplets", Delay = TimeSpan.FromSeconds(3), Times = null },
            ],
        };
        using Process process = command.Launch("infra up -e staging --yes -o json");
        await ReadToAsync(process, "\"name\":\"db-1\"");
        await SignalAsync(process, signal);
        CliResult result = await RealCommand.EndAsync(process);

        result.ExitCode.Should().Be(130);
        result.Error.Should()
            .Contain("stopping: no new requests; waiting for requests in flight (create of app-1, app-2, db-1), then a final check");
        JsonElement summary = result.Lines[^1];
        summary.GetProperty("type").GetString().Should().Be("summary");
        Ids(summary).Should().BeEquivalentTo(command.Cloud.Droplets.Select(d => (d.Name["staging-".Length..], (long?)d.Id)));
        command.Cloud.Requests.Count(r => r.Method == "POST").Should().Be(2);
        command.Cloud.Requests[^1].Method.Should().Be("GET", "the run ends with a final check");
    }

    [Fact]
    public async Task Two_signals_leave_at_once_and_name_what_is_unknown()
    {
        await using RealCommand command = await RealCommand.StartAsync(RealCommand.Config("app-1", "db-1"));
        command.Cloud.Conditions = command.Cloud.Conditions with
        {
            Faults = [new SandboxFault { Kind = SandboxFaultKind.NoAnswerAfter, On = "POST /v2/droplets", Skip = 1 }],
        };
        using Process process = command.Launch("infra up -e staging --yes -o json");
        string seen = await ReadToAsync(process, "\"host_ready\"");
        await SignalAsync(process, "INT");

        // A signal that is too early counts as the first, so it is repeated until the process has ended.
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(200)))
        {
            await SignalAsync(process, "INT");
        }

        CliResult result = await RealCommand.EndAsync(process);
        result.ExitCode.Should().Be(130);
        string known = seen.Contains("\"name\":\"app-1\"") ? "app-1" : "db-1";
        string unknown = known == "app-1" ? "db-1" : "app-1";
        result.Error.Should().Contain("error: interrupted again: exited")
            .And.Contain($"  {unknown}: its create request was sent; whether it exists is unknown\n")
            .And.Contain("run `stagecraft infra plan -e staging`");
        JsonElement summary = result.Lines[^1];
        (summary.GetProperty("unknown").GetInt32(), summary.GetProperty("created").GetInt32(), summary.GetProperty("exit_code").GetInt32())
            .Should().Be((1, 1, 130));
        Ids(summary).Should().BeEquivalentTo([
            (known, (long?)command.Cloud.Droplets.Single(d => d.Name == $"staging-{known}").Id),
            (unknown, null)]);
        command.Cloud.Droplets.Should().HaveCount(2, "what is unknown was in fact made");
        result.Out.Should().EndWith("}\n");
    }

    private static (string?, long?)[] Ids(JsonElement summary) =>
    [
        .. summary.GetProperty("hosts").EnumerateArray().Select(h => (
            h.GetProperty("name").GetString(),
            h.GetProperty("id").ValueKind == JsonValueKind.Null
                ? (long?)null
                : long.Parse(h.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture))),
    ];

    /// <summary>Reads lines until one with this text, and gives that.</summary>
    private static async Task<string> ReadToAsync(Process process, string text)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended before {text}: {await process.StandardError.ReadToEndAsync()}");
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using Process kill = Process.Start(
            new ProcessStartInfo("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])
            {
                RedirectStandardError = true,
            })!;
        await kill.WaitForExitAsync();
    }
}
