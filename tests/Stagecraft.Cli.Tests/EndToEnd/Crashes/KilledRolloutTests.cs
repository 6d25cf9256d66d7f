using System.Collections.Concurrent;
using System.Globalization;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>spec/providers/cloud/interface.md 10: a role behind a load balancer is replaced and resized by real processes, with
/// <c>wait: http</c> over sockets, and <c>kill -9</c> after any request.</summary>
public sealed class KilledRolloutTests(ITestOutputHelper output)
{
    private const int AtATime = 8;
    private const string Up = "infra up -e prod --yes --allow-delete";
    private const string Replace = $"{Up} --replace outdated";
    private const string Resize = $"{Up} --resize role:app";
    private const string Surge = $"{Up} --replace outdated --surge";
    private const string Plan = "infra plan -e prod --detailed-exitcode";

    [Fact] // 10.3 to 10.6
    [Trait("kind", "sweep")]
    public async Task Ten_hosts_are_replaced_and_never_more_than_one_is_not_ready()
    {
        await using RollingAccount account = new(10);
        Exit((await account.RunAsync(Up))!, 0).Should().BeEmpty();
        account.Image = "ubuntu-24-04-x64";
        account.BeginWatch();

        bool isKilled = await account.RunAsync(Replace, new Kill(60, Acts: true)) is null;
        string[] remaining = Outdated(account);
        CliResult next = (await account.RunAsync(Replace))!;

        isKilled.Should().BeTrue();
        remaining.Should().HaveCountGreaterThan(2).And.HaveCountLessThan(10);
        Exit(next, 0).Concat(account.Faults()).Should().BeEmpty();
        account.MostUnready.Should().Be(1);
        Exit((await account.RunAsync(Plan))!, 0).Should().BeEmpty();
    }

    [Theory] // 10.6. A read changes nothing: the account is the same after it as after the write before.
    [Trait("kind", "sweep")]
    [InlineData("DELETE *")]
    [InlineData("POST *")]
    public Task A_replacement_that_is_killed_after_any_write_is_continued(string on) =>
        SweepAsync("replace", account => account.Image = "ubuntu-24-04-x64", Replace, on, least: 2);

    [Theory] // 10.15, 10.16
    [Trait("kind", "sweep")]
    [InlineData("DELETE *")]
    [InlineData("POST *")]
    public Task A_surge_that_is_killed_after_any_write_is_continued(string on) =>
        SweepAsync("surge", account => account.Image = "ubuntu-24-04-x64", Surge, on, least: 4, hosts: 3, unready: 0);

    [Theory] // 10.7
    [Trait("kind", "sweep")]
    [InlineData("DELETE *")]
    [InlineData("POST *")]
    public Task A_resize_that_is_killed_after_any_write_leaves_the_host_on(string on) =>
        SweepAsync("resize", account => account.Size = "s-1vcpu-2gb", Resize, on, least: 2);

    [Theory(Explicit = true)]
    [Trait("kind", "asked")]
    [InlineData(Replace)]
    [InlineData(Resize)]
    public Task Killed_after_any_request(string command) => SweepAsync(
        "any request",
        account => (account.Image, account.Size) = command == Replace ? ("ubuntu-24-04-x64", account.Size) : (account.Image, "s-1vcpu-2gb"),
        command,
        "* *",
        least: 40);

    private static string[] Outdated(RollingAccount account) =>
        [.. account.Truth.Droplets.Where(d => d.Image != account.Image).Select(d => d.Name)];

    private static IEnumerable<string> Exit(CliResult result, int code) =>
        result.ExitCode == code ? [] : [$"exit code {result.ExitCode}: {result.Out}{result.Error}"];

    private async Task SweepAsync(
        string name, Action<RollingAccount> edit, string command, string on, int least, int hosts = 2, int unready = 1)
    {
        await using RollingAccount first = new(hosts);
        Exit((await first.RunAsync(Up))!, 0).Should().BeEmpty();
        ConcurrentQueue<string> faults = [];
        ConcurrentBag<int> completed = [];
        int next = 0;
        bool isOver = false;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => Task.Run(WorkAsync)));

        // A slower run polls more often, so later requests are not part of every run.
        int killed = completed.Min() - 1;
        string covered = string.Create(CultureInfo.InvariantCulture, $"{name}: killed after requests 1 to {killed} ({on})");
        output.WriteLine(covered);
        TestReport.Write($"killed-rollout-{name}-{on[0]}", $"Kills of rollouts: {covered}");
        string.Join('\n', faults).Should().BeEmpty();
        killed.Should().BeGreaterThanOrEqualTo(least);

        async Task WorkAsync()
        {
            while (!Volatile.Read(ref isOver))
            {
                Kill kill = new(Interlocked.Increment(ref next), Acts: true, on);
                await using RollingAccount account = new(hosts, first.Folder);
                edit(account);
                account.BeginWatch();
                bool isKilled = await account.RunAsync(command, kill) is null;
                string[] found =
                [
                    .. Exit((await account.RunAsync(command))!, 0), .. account.Faults(),
                    .. account.MostUnready > unready ? [$"{account.MostUnready} hosts were not ready"] : Array.Empty<string>(),
                ];
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
