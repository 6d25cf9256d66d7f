using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>spec/providers/cloud/digitalocean.md 7.4: concurrent runs, in independent processes.</summary>
[Trait("kind", "sweep")]
public sealed class ConcurrentUpTests(ITestOutputHelper output)
{
    private const int AtATime = 6;
    private const string Up = "infra up -e staging --yes -o json";
    private const string Down = "infra down -e staging --yes -o json";
    private const string Log = "/v2/actions";
    private const string Droplets = "/v2/droplets";

    private static readonly Fleet Fifty = new(50);

    /// <summary>How many creates the fleet needs.</summary>
    private static readonly int Creates = Fifty.Hosts.CountBy(h => h[..2]).Sum(role => (role.Value + 9) / 10);

    [Fact] // 7.4
    public async Task Several_make_each_host_once_and_all_tell_of_the_same_droplets()
    {
        Race[] races =
        [
            .. from lead in (int?[])[null, .. Enumerable.Range(0, Creates + 1)] select new Race(2, lead, Lags: lead % 2 == 0),
            new(2, 0, Lags: false),
            new(5, 0, Lags: false),
            new(5, 1, Lags: true),
        ];

        IReadOnlyCollection<string> faults = await InParallel.PlayAsync(races, AtATime, RunAsync);

        Report("at-once", $"{races.Length} races of {races.Sum(r => r.Runs)} concurrent runs");
        string.Join('\n', faults).Should().BeEmpty();
    }

    [Fact] // 7.4, 7.5: no run owns the duplicates of a killed run; the next plan shows them
    public async Task One_of_two_is_killed_and_the_next_run_leaves_each_host_once()
    {
        Race[] races =
        [
            .. from create in Enumerable.Range(1, Creates)
               from victim in (int[])[0, 1]
               select new Race(2, (create - 1) * (1 - victim), Lags: create % 2 == 0)
               {
                   Victim = victim,
                   Kill = new Kill(create, Acts: (create + victim) % 3 != 0, On: $"POST {Droplets}"),
               },
        ];

        IReadOnlyCollection<string> faults = await InParallel.PlayAsync(races, AtATime, RunAsync);

        Report("at-once-killed", $"{races.Length} races of two concurrent runs, one of them killed");
        string.Join('\n', faults).Should().BeEmpty();
    }

    [Fact] // 6.6, 7.4
    public async Task Concurrent_up_and_down_report_correctly_and_the_next_up_creates_all()
    {
        (bool UpIsHeld, int Deletes, bool Lags)[] scenarios =
            [.. from held in (bool[])[true, false] from deletes in (int[])[1, 20, 50] select (held, deletes, deletes == 20)];

        IReadOnlyCollection<string> faults = await InParallel.PlayAsync(scenarios, AtATime, async scenario =>
        {
            // With a held up, the creates wait for the deletes of a down that starts meanwhile. Otherwise the hosts exist, and an up starts
            // while they are deleted.
            await using SharedAccount account = new(Fifty, Conditions(scenario.Lags), isSettled: !scenario.UpIsHeld);
            Door up = await account.OpenAsync();
            Door down = await account.OpenAsync();
            if (scenario.UpIsHeld)
            {
                up.Hold = new Hold("POST", Droplets, down.SentAsync("DELETE", Droplets, scenario.Deletes));
                account.Enter(up, Up);
                await up.SentAsync("POST", Droplets, Creates);
                account.Enter(down, Down);
            }
            else
            {
                down.Hold = new Hold("DELETE", Droplets, up.SentAsync("GET", Log));
                up.Hold = new Hold("GET", Log, down.SentAsync("DELETE", Droplets, scenario.Deletes));
                account.Enter(down, Down);
                await down.SentAsync("DELETE", Droplets, scenario.Deletes / 2);
                account.Enter(up, Up);
            }

            RunOutput[] outputs = [await account.EndAsync(up), await account.EndAsync(down)];
            List<string> wrong = [.. outputs.SelectMany(t => account.Untrue(t, mayBeDeletedSince: true)), .. account.ChangesOfUnmanaged()];
            wrong.AddRange(outputs.Where(t => t.ExitCode is not (0 or 1 or 5 or 10)).Select(t => $"exit code {t.ExitCode}: {t.Error}"));
            RunOutput last = await account.RunAsync(Up);
            wrong.AddRange(last.ExitCode == 0 ? account.Untrue(last) : [$"exit code {last.ExitCode} of the last: {last.Error}"]);
            output.WriteLine(
                $"{scenario}: up ended with {outputs[0].ExitCode}, down with {outputs[1].ExitCode}, {account.Deleted.Count} deleted");
            return account.WithRequests([.. wrong, .. await account.FaultsAsync()]);
        });

        Report("up-and-down", $"{scenarios.Length} concurrent up and down runs");
        string.Join('\n', faults).Should().BeEmpty();
    }

    private static SandboxConditions Conditions(bool lags) => new()
    {
        Boot = TimeSpan.FromMilliseconds(300),
        Destroy = TimeSpan.FromMilliseconds(200),
        ListLag = lags ? TimeSpan.FromSeconds(1) : TimeSpan.Zero,
        TagLag = lags ? TimeSpan.FromSeconds(1) : TimeSpan.Zero,
    };

    private void Report(string name, string tried)
    {
        string covered = $"{Fifty.Hosts.Count} hosts, {tried}";
        output.WriteLine(covered);
        TestReport.Write(name, $"Processes: {covered}");
    }

    private async Task<IReadOnlyList<string>> RunAsync(Race race)
    {
        await using SharedAccount account = new(Fifty, Conditions(race.Lags));
        List<Door> doors = [];
        foreach (int number in Enumerable.Range(0, race.Runs))
        {
            doors.Add(await account.OpenAsync(number == race.Victim ? race.Kill : null));
        }

        if (race.Lead is { } lead)
        {
            // The log of actions is the last that a run reads before it creates.
            Task all = Task.WhenAll(doors.Select(d => d.SentAsync("GET", Log)));
            doors[0].Hold = new Hold("GET", Log, all);
            foreach ((Door ahead, Door next) in doors.Zip(doors.Skip(1)))
            {
                next.Hold = new Hold("GET", Log, Task.WhenAll(all, ahead.SentAsync("POST", Droplets, lead)));
            }
        }

        doors.ForEach(door => account.Enter(door, Up));
        RunOutput[] outputs = await Task.WhenAll(doors.Select(account.EndAsync));
        RunOutput[] alive = [.. outputs.Where((_, number) => number != race.Victim)];
        List<string> faults =
        [
            .. alive.Where(t => t.ExitCode != 0 || t.There.Count() != Fifty.Hosts.Count)
                .Select(t => $"exit code {t.ExitCode}, {t.There.Count()} hosts: {t.Error}"),
            .. outputs.SelectMany(t => account.Untrue(t, mayBeDeletedSince: true)),
        ];
        int twice = account.Ours.Count - account.Ours.DistinctBy(d => d.Name).Count();
        if (race.Victim is null)
        {
            // Droplets in a summary are kept.
            faults.AddRange(
                alive.SelectMany(t => t.There).Select(h => h.Id).Except(account.Ours.Select(d => d.Id)).Select(id => $"{id} is lost"));
        }
        else
        {
            RunOutput next = await account.RunAsync($"{Up} --allow-delete");
            faults.AddRange(next.ExitCode == 0 ? account.Untrue(next) : [$"exit code {next.ExitCode} of the next: {next.Error}"]);
        }

        output.WriteLine($"{race}: {account.Deleted.Count} deleted as made twice, {twice} of them by the next run");
        return account.WithRequests([.. faults, .. await account.FaultsAsync()]);
    }
}
