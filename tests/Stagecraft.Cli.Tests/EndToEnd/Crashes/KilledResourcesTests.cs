using System.Collections.Concurrent;
using System.Globalization;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>spec/providers/cloud/interface.md 9: <c>kill -9</c> after any request of a run with every kind of resource, then the same
/// command by an independent process.</summary>
public sealed class KilledResourcesTests(ITestOutputHelper output)
{
    private const int AtATime = 8;
    private const string Up = "infra up -e prod --yes";
    private const string Down = "infra down -e prod --yes --allow-loss load_balancer/web";

    [Fact]
    [Trait("kind", "sweep")]
    public Task An_up_that_is_killed_after_any_request_leaves_one_of_everything() => SweepAsync("up", async (account, kill) =>
    {
        bool isKilled = await account.RunAsync(Up, kill) is null;
        CliResult next = (await account.RunAsync(Up))!;
        return (isKilled, [.. Exit(next, 0), .. account.FaultsOfUp(), .. Exit((await account.RunAsync(ResourceAccount.Plan))!, 0)]);
    });

    [Fact]
    [Trait("kind", "sweep")]
    public Task A_down_that_is_killed_after_any_request_is_finished_by_the_next() => SweepAsync("down", async (account, kill) =>
    {
        CliResult up = (await account.RunAsync(Up))!;
        bool isKilled = await account.RunAsync(Down, kill) is null;
        CliResult next = (await account.RunAsync(Down))!;
        return (isKilled, [.. Exit(up, 0), .. Exit(next, 0), .. account.FaultsOfDown()]);
    });

    private static IEnumerable<string> Exit(CliResult result, int code) =>
        result.ExitCode == code ? [] : [$"exit code {result.ExitCode}: {result.Out}{result.Error}"];

    private async Task SweepAsync(
        string name, Func<ResourceAccount, Kill, Task<(bool IsKilled, IReadOnlyList<string> Faults)>> play)
    {
        ConcurrentQueue<string> faults = [];
        ConcurrentBag<int> completed = [];
        int next = 0;
        bool isOver = false;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => Task.Run(WorkAsync)));

        // A slower run polls more often, so later requests are not part of every run.
        int killed = completed.Min() - 1;
        string covered = string.Create(CultureInfo.InvariantCulture, $"{name}: killed after requests 1 to {killed}");
        output.WriteLine(covered);
        TestReport.Write($"killed-resources-{name}", $"Kills with all resources: {covered}");
        string.Join('\n', faults).Should().BeEmpty();
        killed.Should().BeGreaterThan(20);

        async Task WorkAsync()
        {
            while (!Volatile.Read(ref isOver))
            {
                Kill kill = new(Interlocked.Increment(ref next), Acts: true);
                await using ResourceAccount account = await ResourceAccount.CreateAsync();
                (bool isKilled, IReadOnlyList<string> found) = await play(account, kill);
                foreach (string fault in found)
                {
                    faults.Enqueue($"{name} {kill}: {fault}");
                }

                if (!isKilled)
                {
                    completed.Add(kill.Request);
                    Volatile.Write(ref isOver, true);
                }
            }
        }
    }
}
