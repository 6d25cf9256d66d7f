using Stagecraft.Cli.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests;

/// <summary>output.md 4.2.2, 4.2.3 and 4.3.</summary>
public sealed class OutcomeWordTests : IDisposable
{
    private static readonly ResourceId Id = new("1003");

    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_drifted_host_is_not_called_unchanged()
    {
        _cli.Provider.Plan = Samples.Of(Samples.Drift, Samples.Unchanged);
        _cli.Provider.Report = new ApplyReport(
        [
            new HostOutcome("gateway-1", "prod-gateway-1", OutcomeKind.Unchanged, Id),
            new HostOutcome("app-1", "prod-app-1", OutcomeKind.Unchanged, new ResourceId("1")),
        ]);
        CliResult text = await _cli.RunAsync("infra up -e prod");
        text.Out.Should().MatchRegex("gateway-1 .* drifted ").And.MatchRegex("app-1 .* unchanged ").And
            .EndWith("Done: 1 unchanged, 1 drifted.\n");
        (await _cli.RunAsync("infra up -e prod -o json")).Lines[^1].GetProperty("unchanged").GetInt32().Should().Be(2);
    }

    [Theory]
    [InlineData("ssh", "--sandbox", null, "created, not checked (sandbox)", "SSH not checked (sandbox)")]
    [InlineData("ssh", "", "http://127.0.0.1:8080", "created, not checked (sandbox)", "SSH not checked (sandbox)")]
    [InlineData("ssh", "", null, "created, SSH responds", "SSH responds")]
    [InlineData("cloud-init", "--sandbox", null, "created, not checked (sandbox)", "cloud-init not checked (sandbox)")]
    [InlineData("cloud-init", "", null, "created, cloud-init is done", "cloud-init is done")]
    [InlineData("http", "--sandbox", null, "created, not checked (sandbox)", "HTTP not checked (sandbox)")]
    [InlineData("http", "", null, "created, HTTP check passed", "HTTP check passed")]
    public async Task A_sandbox_does_not_claim_readiness(string wait, string option, string? api, string outcome, string line)
    {
        _cli.Variables["DIGITALOCEAN_API_URL"] = api ?? "";
        _cli.Provider.Plan = Samples.Plan([Samples.App2]);
        _cli.Provider.ApplyEvents = [new HostReachable("app-2", "prod-app-2", Id, wait)];
        _cli.Provider.Report = new ApplyReport([new HostOutcome("app-2", "prod-app-2", OutcomeKind.Created, Id) { Ready = wait }]);
        CliResult result = await _cli.RunAsync($"infra up -e prod --yes {option}");
        result.Out.Should().Contain($"  {outcome}  ");
        result.Error.Should().Contain($"+ app-2: {line}\n");
    }

    /// <summary>digitalocean.md 6.10.3. The variables of the directory are no secrets, so messages can show its path.</summary>
    [Fact]
    public async Task Keys_of_hosts_are_in_the_state_directory_of_the_environment()
    {
        string home = OperatingSystem.IsWindows() ? @"C:\Users\a" : "/home/a";
        _cli.Variables["HOME"] = _cli.Variables["LOCALAPPDATA"] = home;
        string file = Path.Combine(home, "known_hosts");
        _cli.Provider.Plan = Samples.Plan([Samples.App2]);
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport(
            [new HostOutcome("app-2", "prod-app-2", OutcomeKind.Failed, Id, Code: ErrorCodes.MachineCreateFailed, Message: file)]));

        CliResult result = await _cli.RunAsync("infra up -e prod --yes");

        _cli.Provider.Context!.StateDirectory.Should().StartWith(home).And.EndWith("stagecraft");
        result.Error.Should().Contain(file);
    }

    [Theory]
    [InlineData(ErrorCodes.MachineCreateFailed, false, "existing hosts: app-2 (1003)\n")]
    [InlineData(ErrorCodes.MachineCreateFailed, true, "unknown: app-2 (1003)\n")]
    [InlineData(ErrorCodes.MachineTimeout, false, "existing hosts: app-2 (1003)\n")]
    [InlineData(ErrorCodes.MachineNotFound, true, "unknown: app-2 (1003)\n")]
    public async Task A_host_with_a_known_status_exists(string code, bool isMissing, string line)
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2]);
        HostOutcome failed = new("app-2", "prod-app-2", OutcomeKind.Failed, Id, Code: code, Message: "status 'off'");
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport([failed with { IsMissing = isMissing }]));
        (await _cli.RunAsync("infra up -e prod --yes")).Error.Should().Contain(line);
    }

    [Fact]
    public async Task A_drifted_droplet_without_a_host_name_exists()
    {
        _cli.Provider.Plan = Samples.Plan([Samples.App2]);
        _cli.Provider.ApplyFailure = Samples.Partial(new ApplyReport(
            [Samples.Failed, new HostOutcome(null, "prod-", OutcomeKind.Unchanged, Id)]));
        (await _cli.RunAsync("infra up -e prod --yes")).Error.Should().Contain("existing hosts: (prod-) (1003)\n");
    }
}
