using Microsoft.Extensions.Time.Testing;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>The second signal, inside the process: spec/cli/infra.md 6.2.</summary>
public sealed class LeavingTests : IDisposable
{
    private readonly TestCli _cli = new();

    public LeavingTests()
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2, Samples.Db1], [Samples.Old]);
        _cli.Provider.ApplyEvents =
        [
            new HostCreating("app-2", "prod-app-2", "s", "r"), new HostWaiting("app-2", "prod-app-2", new ResourceId("2001"), "new"),
            new HostCreating("db-1", "prod-db-1", "s", "r"),
        ];
        _cli.Provider.ApplyFailure = new CloudProviderException(
            "digitalocean", [new Problem(ErrorCodes.PartialApply, "stopped")], report: new ApplyReport([Samples.Created]));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task It_names_what_is_known_and_what_is_not()
    {
        _cli.Provider.AfterEvents = () => _cli.CurrentOperation.Operation!.Leave().Should().Be(130);
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --allow-delete -q");
        result.ExitCode.Should().Be(130);
        Golden.Match("left.stdout.txt", result.Out);
        Golden.Match("left.stderr.txt", result.Error);
    }

    [Fact]
    public async Task The_stream_ends_with_a_summary_and_nothing_after_it()
    {
        _cli.Time = new FakeTimeProvider();
        _cli.Provider.AfterEvents = () => _cli.CurrentOperation.Operation!.Leave();
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --allow-delete -o json");
        Golden.Match("left.jsonl", result.Out);
        result.Error.Should()
            .Contain(
                "db-1: its create request was sent; whether it exists is unknown\n").And.Contain("run `stagecraft infra plan -e prod`");
    }

    [Fact]
    public async Task A_run_that_was_told_to_its_end_is_not_told_again()
    {
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --allow-delete -o json");
        int lines = result.Lines.Count;
        _cli.CurrentOperation.Operation!.Leave().Should().Be(result.ExitCode).And.Be(10);
        lines.Should().Be(5);
    }

    [Theory] // output.md 3.2
    [InlineData(typeof(InvalidOperationException), 1)]
    [InlineData(typeof(OperationCanceledException), 130)]
    public async Task A_run_that_breaks_down_names_what_is_not_known(Type exception, int exitCode)
    {
        _cli.Provider.ApplyFailure = (Exception)Activator.CreateInstance(exception, "broken")!;
        CliResult result = await _cli.RunAsync("infra up -e prod --yes --allow-delete -o json");
        result.ExitCode.Should().Be(exitCode);
        result.Lines[^1].GetProperty("type").GetString().Should().Be("summary");
        result.Lines[^1].GetProperty("exit_code").GetInt32().Should().Be(exitCode);
        result.Lines[^1].GetProperty("unknown").GetInt32().Should().Be(2);
        result.Error.Should()
            .Contain(
                "db-1: its create request was sent; whether it exists is unknown\n").And.Contain("run `stagecraft infra plan -e prod`");
        result.Error.Should()
            .Contain(exitCode == 1 ? "error: unexpected failure: InvalidOperationException: broken\n" : "error: interrupted\n");
    }

    [Fact]
    public async Task Its_details_are_told_on_request()
    {
        _cli.Provider.ApplyFailure = new InvalidOperationException("outer", new FormatException("inner"));
        (await _cli.RunAsync("infra up -e prod --yes --allow-delete -v")).Error.Should().Contain("System.FormatException: inner");
        (await _cli.RunAsync("infra up -e prod --yes --allow-delete")).Error.Should().NotContain("System.FormatException");
    }

    [Fact]
    public async Task A_run_that_failed_as_a_whole_has_one_end()
    {
        _cli.Provider.ApplyEvents = [];
        _cli.Provider.ApplyFailure = new OperationCanceledException();
        using StringWriter output = new StringWriter();
        _cli.Out = output;
        await _cli.RunAsync("infra up -e prod --yes --allow-delete -o json");
        string before = output.ToString();
        _cli.CurrentOperation.Operation!.Leave().Should().Be(130);
        output.ToString().Should().Be(before).And.EndWith("}\n");
    }

    [Fact]
    public async Task While_planning_nothing_was_changed()
    {
        _cli.Provider.OnPlan = () => _cli.CurrentOperation.Operation!.Leave().Should().Be(130);
        CliResult result = await _cli.RunAsync("infra plan -e prod -o json");
        result.Json.GetProperty("errors")[0].GetProperty("code").GetString().Should().Be("interrupted");
        result.Error.Should().Contain("error: interrupted again: no changes were made\n");
    }

    [Fact]
    public async Task A_result_that_stands_stays_the_only_one()
    {
        using StringWriter output = new StringWriter();
        using StringWriter error = new StringWriter();
        (_cli.Out, _cli.Error) = (output, error);
        await _cli.RunAsync("infra plan -e prod -o json");
        string result = output.ToString();
        _cli.CurrentOperation.Operation!.Leave();
        output.ToString().Should().Be(result);
    }

    [Fact]
    public async Task An_output_that_takes_nothing_does_not_hold_the_signal()
    {
        using StuckWriter stuck = new StuckWriter();
        _cli.Out = stuck;
        Task<CliResult> run = Task.Run(() => _cli.RunAsync("infra up -e prod --yes --allow-delete -o json"));
        await stuck.IsStuck;
        using CancellationTokenSource stop = new CancellationTokenSource();
        using StringWriter error = new StringWriter();
        FakeTimeProvider time = new FakeTimeProvider();
        List<int> exits = new List<int>();
        Interruption interruption = new Interruption(stop, _cli.CurrentOperation, error, time, exits.Add);
        interruption.Signal();
        time.Advance(TimeSpan.FromSeconds(1));
        interruption.Signal();
        exits.Should().Equal(130);
        stuck.Dispose();
        (await run).Error.Should().Contain("interrupted again: exited");
    }
}
