using Microsoft.Extensions.Time.Testing;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 6.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TestCli _cli = new();

    public InterruptionTests() => _cli.Provider.Plan = Samples.Plan([Samples.App2]);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_was_done_is_reported()
    {
        ApplyReport report = Interrupted();
        _cli.Provider.ApplyFailure = new CloudProviderException(
            "digitalocean", [new Problem(ErrorCodes.PartialApply, "interrupted")], report: report);
        CliResult result = await _cli.RunAsync("infra up -e prod --yes");
        result.ExitCode.Should().Be(130);
        result.Out.Should().Contain("Interrupted: 1 created, 1 unknown.\n");
        result.Error.Should()
            .Contain("error: interrupted\n").And.Contain("hint: some outcomes are unknown; run `stagecraft infra plan -e prod");
    }

    [Fact]
    public async Task The_stream_ends_with_a_summary()
    {
        _cli.Provider.ApplyFailure = new CloudProviderException(
            "digitalocean", [new Problem(ErrorCodes.PartialApply, "interrupted")], report: Interrupted());
        CliResult result = await _cli.RunAsync("infra up -e prod --yes -o json");
        result.Lines[^1].GetProperty("exit_code").GetInt32().Should().Be(130);
    }

    [Fact]
    public async Task Cancelled_before_anything_was_sent_says_so()
    {
        _cli.Provider.ApplyFailure = new OperationCanceledException();
        CliResult result = await _cli.RunAsync("infra up -e prod --yes -o json");
        result.ExitCode.Should().Be(130);
        result.ErrorCode.Should().Be("interrupted");
        result.Error.Should().Be("error: interrupted: no changes were made\n");
    }

    [Fact]
    public async Task Cancelled_while_planning_ends_with_130()
    {
        await _cli.Stop.CancelAsync();
        (await _cli.RunAsync("infra plan -e prod")).ExitCode.Should().Be(130);
    }

    [Fact]
    public async Task At_a_question_nothing_is_changed()
    {
        using WaitingReader waiting = new WaitingReader();
        _cli.IsTerminal = true;
        _cli.In = waiting;
        Task<CliResult> run = _cli.RunAsync("infra up -e prod");
        await waiting.Asked;
        await _cli.Stop.CancelAsync();
        CliResult result = await run;
        result.ExitCode.Should().Be(130);
        _cli.Provider.Applied.Should().BeNull();
    }

    [Fact]
    public void The_first_signal_stops_the_next_one_ends_the_process()
    {
        using CancellationTokenSource stop = new CancellationTokenSource();
        using StringWriter error = new StringWriter();
        FakeTimeProvider time = new FakeTimeProvider();
        List<int> exits = new List<int>();
        Interruption interruption = new Interruption(stop, new CurrentOperation(), error, time, exits.Add);

        interruption.Signal();
        stop.IsCancellationRequested.Should().BeTrue();
        time.Advance(TimeSpan.FromMilliseconds(499));
        interruption.Signal();
        exits.Should().BeEmpty("a launcher's signal on top of the terminal's is the same wish");
        time.Advance(TimeSpan.FromMilliseconds(1));
        interruption.Signal();
        exits.Should().Equal(130);
        error.ToString().Should().Be(
            "\nstopping; press Ctrl-C again to exit immediately\n\nerror: interrupted again: no changes were made\n", "nothing had begun");
    }

    [Fact] // 14.7
    public void A_program_that_has_the_terminal_is_not_disturbed()
    {
        using CancellationTokenSource stop = new();
        using StringWriter error = new();
        FakeTimeProvider time = new();
        List<int> exits = [];
        Interruption interruption = new(stop, new CurrentOperation { Operation = new RunningProgram() }, error, time, exits.Add);

        interruption.Signal();
        time.Advance(TimeSpan.FromSeconds(1));
        interruption.Signal();
        (stop.IsCancellationRequested, exits.Single(), error.ToString()).Should().Be((true, 130, ""));
    }

    private static ApplyReport Interrupted() =>
        new([Samples.Created, new HostOutcome("db-1", "prod-db-1", OutcomeKind.Unknown)]) { IsInterrupted = true };
}
