using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>spec/providers/cloud/digitalocean.md 7.4: runs at once, in processes that know nothing of each other.</summary>
public sealed class UpAtOnceTests(ITestOutputHelper output)
{
    private const int AtATime = 4;
    private const string Up = "infra up -e staging --yes -o json";
    private const string Down = "infra down -e staging --yes -o json";

    private static readonly Fleet _fleet = new(50);

    // About ten requests are a plan, then come the creates.
    private static readonly int[] _leads = [0, 1, 5, 9, 10, 11, 12, 14, 16, 17];

    [Fact] // 7.4
    public async Task Several_make_each_host_once_and_all_tell_of_the_same_droplets()
    {
        Race[] races =
        [
            .. from lead in _leads from lags in (bool[])[false, true] select new Race(2, lead, lags),
            .. from lead in (int[])[0, 2, 10] select new Race(5, lead, lead == 2),
        ];

        IReadOnlyCollection<string> faults = await AtOnce.PlayAsync(races, AtATime, RunAsync);

        output.WriteLine($"{_fleet.Hosts.Count} hosts, {races.Length} races of {races.Sum(r => r.Runs)} runs");
        faults.Should().BeEmpty();
    }

    [Fact] // 7.4, 7.5: what a killed run made twice is known to nobody as its own; the next plan shows it
    public async Task One_of_two_is_killed_and_the_next_run_leaves_each_host_once()
    {
        Race[] races =
        [
            .. from kill in (int[])[10, 11, 12, 14, 16, 17]
               from lead in (int[])[0, 9, 12]
               where lead <= kill
               select new Race(2, lead, Lags: kill % 2 == 0, new Kill(kill, Acts: lead < 12)),
        ];

        IReadOnlyCollection<string> faults = await AtOnce.PlayAsync(races, AtATime, RunAsync);

        output.WriteLine($"{_fleet.Hosts.Count} hosts, {races.Length} races of two runs, one of them killed");
        faults.Should().BeEmpty();
    }

    [Theory] // 6.6, 7.4
    [InlineData(false)]
    [InlineData(true)]
    public async Task Up_and_down_at_once_tell_the_truth_and_the_next_up_makes_all(bool isSettled)
    {
        int[] leads = [0, 5, 10, 12, 14, 18];

        IReadOnlyCollection<string> faults = await AtOnce.PlayAsync(leads, AtATime, async lead =>
        {
            await using SharedAccount account = new(_fleet, Conditions(lead % 4 == 0), isSettled);
            (Door ahead, CommandProcess first) = await account.StartAsync(isSettled ? Down : Up);
            (_, CommandProcess second) = await account.StartAsync(isSettled ? Up : Down, held: ahead.ReachedAsync(lead));
            Told[] told = [new(await first.EndAsync()), new(await second.EndAsync())];
            List<string> wrong = [.. told.SelectMany(t => account.Untrue(t, mayBeDeletedSince: true)), .. account.OfOthers()];
            wrong.AddRange(told.Where(t => t.ExitCode is not (0 or 1 or 5 or 10)).Select(t => $"exit code {t.ExitCode}: {t.Error}"));

            Told last = await account.RunAsync(Up);
            if (last.ExitCode != 0)
            {
                wrong.Add($"exit code {last.ExitCode} of the last: {last.Error}");
            }

            output.WriteLine($"lead {lead}: exit codes {told[0].ExitCode} and {told[1].ExitCode}");
            return [.. wrong, .. account.Untrue(last), .. await account.FaultsAsync()];
        });

        faults.Should().BeEmpty();
    }

    private static SandboxConditions Conditions(bool lags) => new()
    {
        Boot = TimeSpan.FromMilliseconds(300),
        Destroy = TimeSpan.FromMilliseconds(200),
        ListLag = lags ? TimeSpan.FromSeconds(1) : TimeSpan.Zero,
        TagLag = lags ? TimeSpan.FromSeconds(1) : TimeSpan.Zero,
    };

    private static async Task<IReadOnlyList<string>> RunAsync(Race race)
    {
        await using SharedAccount account = new(_fleet, Conditions(race.Lags));
        List<CommandProcess> processes = [];
        Door? ahead = null;
        foreach (int number in Enumerable.Range(0, race.Runs))
        {
            (ahead, CommandProcess process) = await account.StartAsync(
                Up, number == 0 ? race.Kill : null, race.Lead == 0 ? null : ahead?.ReachedAsync(race.Lead));
            processes.Add(process);
        }

        Told[] told = [.. (await Task.WhenAll(processes.Select(p => p.EndAsync()))).Select(r => new Told(r))];
        List<string> faults = [];
        foreach (Told run in told.Skip(race.Kill is null ? 0 : 1))
        {
            if (run.ExitCode != 0 || run.There.Count() != _fleet.Hosts.Count)
            {
                faults.Add($"exit code {run.ExitCode}, {run.There.Count()} hosts: {run.Error}");
            }
        }

        faults.AddRange(told.SelectMany(t => account.Untrue(t, mayBeDeletedSince: true)));
        if (race.Kill is null)
        {
            // All of them stay as they were told: nothing was deleted after it was called ready in a summary.
            faults.AddRange(told.SelectMany(t => t.There).Select(h => h.Id).Distinct().Except(account.Ours.Select(d => d.Id)).Select(id => $"{id} is lost"));
        }
        else
        {
            Told next = await account.RunAsync($"{Up} --allow-delete");
            faults.AddRange(next.ExitCode == 0 ? account.Untrue(next) : [$"exit code {next.ExitCode} of the next: {next.Error}"]);
        }

        return [.. faults, .. await account.FaultsAsync()];
    }
}
