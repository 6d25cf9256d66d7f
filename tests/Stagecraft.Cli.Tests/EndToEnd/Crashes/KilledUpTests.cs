using Stagecraft.Cli.Flow;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>spec/providers/cloud/digitalocean.md 7: <c>kill -9</c> at any request, then <c>up</c> by an independent
/// process.</summary>
public sealed class KilledUpTests(ITestOutputHelper output)
{
    private const int AtATime = 8;
    private const int SettleSeconds = 4;

    private static readonly SandboxConditions Prompt = new()
    {
        Boot = TimeSpan.FromMilliseconds(300),
        Destroy = TimeSpan.FromMilliseconds(200),
    };

    // Long enough that the second run begins before anything is listed.
    private static readonly SandboxConditions Lagging =
        Prompt with { ListLag = TimeSpan.FromSeconds(SettleSeconds - 1), TagLag = TimeSpan.FromSeconds(SettleSeconds / 2) };

    [Fact] // 7.3
    [Trait("kind", "sweep")]
    public Task Killed_before_any_of_its_requests_is_carried_out() => SweepAsync(50, Prompt, acts: false);

    [Fact] // 7.3
    [Trait("kind", "sweep")]
    public Task Killed_after_any_of_its_requests_was_carried_out_and_is_not_listed_yet() => SweepAsync(50, Lagging, acts: true);

    [Theory(Explicit = true)] // 7.3
    [Trait("kind", "asked")]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public Task Killed_at_any_request_with_two_hundred_hosts(bool acts, bool lags) => SweepAsync(200, lags ? Lagging : Prompt, acts);

    private async Task SweepAsync(int hosts, SandboxConditions conditions, bool acts)
    {
        KillSweep sweep = new(new Fleet(hosts, conditions == Lagging ? SettleSeconds : 2), conditions, acts, AtATime);

        await sweep.RunAsync();

        output.WriteLine(sweep.ToString());
        TestReport.Write(
            $"killed-{hosts}-{(acts ? "after" : "before")}-{(conditions == Lagging ? "lagging" : "prompt")}", $"Kills: {sweep}");
        string.Join('\n', sweep.Faults).Should().BeEmpty();
        sweep.Killed.Should()
            .Contain(Enumerable.Range(1, sweep.Needed)).And.HaveCountGreaterThan(12, "a plan reads nine lists before anything is made");
    }
}
