using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>spec/cli/infra.md 4.14, output.md 3 and 4.2.5.</summary>
public sealed class SnapshotTests : IDisposable
{
    private const string Note = "note: --snapshot creates 1 snapshot before the deletions; "
        + "a snapshot costs 0.06 USD per GB and month until it is deleted\n";

    private static readonly ResourceId Id = new("1001");
    private static readonly HostSnapshot Requested = new("old-1", "prod-old-1", Id, "prod-old-1-1001", SnapshotState.Requested);

    private readonly TestCli _cli = new();

    public SnapshotTests()
    {
        _cli.Provider.Plan = Samples.Of(HostChange.Delete(Samples.Old with { Reason = DeleteReason.Down }));
        _cli.Provider.Report = new ApplyReport(
            [new HostOutcome("old-1", "prod-old-1", OutcomeKind.Deleted, Id) { Snapshot = "prod-old-1-1001" }]);
        _cli.Provider.ApplyEvents = [Requested, Requested with { State = SnapshotState.Complete }];
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("infra down -e prod --yes --snapshot")]
    [InlineData("infra up -e prod --yes --allow-delete --snapshot")]
    public async Task The_price_is_shown_before_and_the_names_at_the_end(string commandLine)
    {
        CliResult result = await _cli.RunAsync(commandLine);

        result.ExitCode.Should().Be(0);
        _cli.Provider.Applied!.Snapshot.Should().BeTrue();
        result.Error.Should().Contain(Note)
            .And.Contain("  old-1: creating snapshot: prod-old-1-1001\n").And.Contain("  old-1: snapshot created: prod-old-1-1001\n");
        result.Out.Should().Contain("\nDone: 1 deleted.\nSnapshots: prod-old-1-1001\n");
    }

    [Fact]
    public async Task Without_the_option_there_is_no_note()
    {
        CliResult result = await _cli.RunAsync("infra down -e prod --yes");

        _cli.Provider.Applied!.Snapshot.Should().BeFalse();
        result.Error.Should().NotContain("--snapshot");
    }

    [Fact]
    public async Task The_note_is_shown_with_dry_run_and_not_without_deletions()
    {
        (await _cli.RunAsync("infra down -e prod --dry-run --snapshot")).Error.Should().Contain(Note);
        _cli.Provider.Plan = Samples.Plan([Samples.App2]);
        (await _cli.RunAsync("infra up -e prod --dry-run --snapshot")).Error.Should().NotContain("--snapshot");
    }

    [Fact]
    public async Task It_excludes_no_delete()
    {
        CliResult result = await _cli.RunAsync("infra up -e prod --snapshot --no-delete");

        result.ExitCode.Should().Be(3);
        result.Error.Should().StartWith("error: --snapshot and --no-delete cannot be combined\n");
        _cli.Provider.Planned.Should().BeNull();
    }

    [Fact]
    public async Task The_command_that_continues_a_saved_plan_has_the_option()
    {
        HostOutcome failed = new("old-1", "prod-old-1", OutcomeKind.Failed, Id, Code: ErrorCodes.MachineDeleteFailed, Message: "why");
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport([failed]));
        string file = Path.Combine(_cli.Folder, "plan.json");
        await File.WriteAllTextAsync(file, InfraPlanJson.ToText(_cli.Provider.Plan!));

        (await _cli.RunAsync($"infra down --plan {file} --snapshot")).Error.Should()
            .Contain("resume with `stagecraft infra down -e prod --snapshot`");
        _cli.Provider.Applied!.Snapshot.Should().BeTrue();
    }

    [Fact]
    public async Task The_json_has_the_snapshot()
    {
        CliResult result = await _cli.RunAsync("infra down -e prod --yes --snapshot -o json");

        result.Lines[^1].GetProperty("hosts")[0].GetProperty("snapshot").GetString().Should().Be("prod-old-1-1001");
        result.Lines[1].GetProperty("type").GetString().Should().Be("host_snapshot");
        result.Lines[1].GetProperty("state").GetString().Should().Be("requested");
    }

    /// <summary>spec/cli/infra.md 6.2.</summary>
    [Fact]
    public void An_interrupted_run_knows_its_snapshots()
    {
        RunTrace before = RunTrace.Of(_cli.Provider.Plan!);
        RunTrace requested = before.With(Requested);
        RunTrace complete = requested.With(Requested with { State = SnapshotState.Complete });
        RunTrace deleting = complete.With(new HostDeleting("old-1", "prod-old-1", Id, DeleteReason.Down));

        (before.HasSent, requested.HasSent).Should().Be((false, true));
        requested.Report.Hosts.Single().Should().BeEquivalentTo(new
        {
            Kind = OutcomeKind.Skipped,
            Snapshot = (string?)null,
            Message = "no delete was sent for it; its snapshot prod-old-1-1001 is not confirmed",
        });
        complete.Report.Hosts.Single().Message.Should().Be("no delete was sent for it; its snapshot prod-old-1-1001 is complete");
        (deleting.Report.Hosts.Single().Kind, deleting.Report.Hosts.Single().Snapshot).Should()
            .Be((OutcomeKind.Unknown, "prod-old-1-1001"));
    }
}
