using Microsoft.Extensions.Time.Testing;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Rendering.Live;
using Stagecraft.Cli.Terminal;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>Runs that change resources other than hosts. spec/cli/output.md, 3, 4.1.1, 4.2.4 and 4.3; spec/cli/infra.md, 6.</summary>
public sealed class ResourceRunTests : IDisposable
{
    private static readonly ResourceEvent Started = (ResourceEvent)ResourceSamples.Events[0];
    private static readonly ResourceEvent Waiting = (ResourceEvent)ResourceSamples.Events[1];
    private static readonly ResourceEvent Completed = (ResourceEvent)ResourceSamples.Events[2];

    private readonly TestCli _cli = new() { Time = new FakeTimeProvider() };

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("", "txt")]
    [InlineData(" -o json", "jsonl")]
    public async Task Events_outcomes_and_failures_are_reported(string option, string extension)
    {
        Partly();
        CliResult result = await _cli.RunAsync($"infra up -e prod --yes --allow-delete --allow-loss load_balancer/web{option}");
        result.ExitCode.Should().Be(10);
        Golden.Match($"resources.up.stdout.{extension}", result.Out);
        Golden.Match($"resources.up.stderr.{extension}.txt", result.Error);
    }

    [Fact]
    public async Task A_failed_resource_fails_the_command()
    {
        _cli.Provider.Plan = Samples.Of(ResourceSamples.NewVolume);
        _cli.Provider.Report = new ApplyReport([])
        {
            Resources = [new(ResourceKind.Volume, "db-1-data", "x", null, OutcomeKind.Failed, ErrorCodes.ApiError, "no")],
        };
        CliResult result = await _cli.RunAsync("infra up -e prod --yes");
        result.ExitCode.Should().Be(10);
        result.Out.Should().Be(
            "RESOURCE          OUTCOME             TIME  ID\nvolume db-1-data  failed (api_error)  -     -\n\nFailed: 1 failed.\n");
        result.Error.Should().Contain("  volume db-1-data: no\n");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(24)]
    public async Task A_narrow_terminal_omits_columns(int width)
    {
        Partly();
        (_cli.IsTerminal, _cli.Width) = (true, width);
        CliResult result = await _cli.RunAsync(
            "infra up -e prod --yes --no-color --allow-delete --allow-loss load_balancer/web");
        Golden.Match($"resources.up.{width}.txt", result.Out);
    }

    [Fact]
    public void The_live_view_has_a_row_for_each_resource_that_changes()
    {
        FakeTimeProvider clock = new FakeTimeProvider();
        LiveModel model = new LiveModel(ResourceSamples.Full, clock);
        foreach (InfraEvent happened in ResourceSamples.Events)
        {
            model.On(happened);
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        ResourceId id = ResourceSamples.LargerVolume.Id!.Value;
        model.On(new ResourceStarted(ResourceKind.Volume, "db-2-data", "prod-db-2-data", id, ResourceActions.Update));
        clock.Advance(TimeSpan.FromSeconds(3));
        model.On(new ResourceCompleted(ResourceKind.Volume, "db-2-data", "prod-db-2-data", id, ResourceActions.Update));
        Golden.Match("resources.live.txt", Text(model, 80, 24));
        Golden.Match("resources.live.grouped.txt", Text(model, 80, 14));
        model.TimeOf(new ResourceOutcome(ResourceKind.Volume, "db-2-data", "prod-db-2-data", id, OutcomeKind.Updated)).Should()
            .Be(TimeSpan.FromSeconds(3));
        model.TimeOf(new ResourceOutcome(ResourceKind.Firewall, "web", Started.CloudName, Completed.Id, OutcomeKind.Created)).Should()
            .Be(TimeSpan.FromSeconds(4));
        model.TimeOf(new ResourceOutcome(ResourceKind.Alert, "busy", "x", null, OutcomeKind.Skipped)).Should().BeNull();
    }

    public static TheoryData<InfraEvent[], OutcomeKind, bool> Traces => new()
    {
        { [], OutcomeKind.Skipped, false },
        { [Started], OutcomeKind.Unknown, true },
        { [Started, Waiting], OutcomeKind.Unknown, true },
        { [Started, Waiting, Completed], OutcomeKind.Created, true },
        { [new ResourceFailed(ResourceKind.Firewall, "web", Started.CloudName, null, "api_error", "no")], OutcomeKind.Failed, false },
        { [new ResourceSkipped(ResourceKind.Firewall, "web", Started.CloudName, null, "no")], OutcomeKind.Skipped, false },
    };

    [Theory]
    [MemberData(nameof(Traces))]
    public void An_interrupted_run_knows_each_resource_once(InfraEvent[] events, OutcomeKind outcome, bool hasSent)
    {
        RunTrace trace = events.Aggregate(RunTrace.Of(ResourceSamples.Full), (t, e) => t.With(e));
        trace.Report.Resources.Should().HaveCount(7).And.ContainSingle(r => r.Kind == ResourceKind.Firewall && r.Name == "web")
            .Which.Outcome.Should().Be(outcome);
        trace.Report.Hosts.Select(h => h.Name).Should().Equal("app-1", "app-2", "db-1", "old-1");
        trace.HasSent.Should().Be(hasSent);
        trace.Stopping.Contains("in flight (change of firewall web)", StringComparison.Ordinal).Should().Be(outcome == OutcomeKind.Unknown);
    }

    [Theory]
    [InlineData(ResourceActions.Delete, OutcomeKind.Deleted)]
    [InlineData(ResourceActions.Update, OutcomeKind.Updated)]
    public void Resources_with_the_same_name_are_known_by_their_ids(ResourceActions action, OutcomeKind outcome)
    {
        ResourceChange second = ResourceSamples.OldVolume with { Id = new ResourceId("2"), Reason = DeleteReason.Duplicate };
        RunTrace trace = RunTrace.Of(Samples.Of(ResourceSamples.OldVolume, second)).With(
            new ResourceCompleted(ResourceKind.Volume, "old-1-data", "prod-old-1-data", new ResourceId("2"), action));
        trace.Report.Resources.Select(r => (r.Id, r.Outcome)).Should()
            .Equal((new ResourceId("2"), outcome), (ResourceSamples.OldVolume.Id, OutcomeKind.Skipped));
    }

    private static string Text(LiveModel model, int width, int height)
    {
        using StringWriter output = new StringWriter();
        TextOutput text = new TextOutput(output, color: false);
        foreach (Segment[] line in LiveLines.Of(model.Snapshot(), "up prod", null, width, height))
        {
            text.Line(line);
        }

        return output.ToString();
    }

    private void Partly()
    {
        _cli.Provider.Plan = ResourceSamples.Full;
        _cli.Provider.ApplyEvents = ResourceSamples.Events;
        _cli.Provider.ApplyFailure = Samples.Partial(ResourceSamples.PartialReport);
    }
}
