using System.Collections.Concurrent;
using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>
/// Kills <c>infra up</c> at its first request, at its second, and so on, each time in a new account, up to the last request. Each time
/// an independent second <c>up</c> resumes.
/// </summary>
internal sealed class KillSweep(Fleet fleet, SandboxConditions conditions, bool acts, int atATime)
{
    private const string Up = "infra up -e staging --yes -o json";

    private readonly ConcurrentQueue<string> _faults = [];
    private readonly ConcurrentBag<int> _killed = [];
    private readonly ConcurrentBag<int> _unkilled = [];
    private int _next;
    private bool _isOver;

    internal IReadOnlyCollection<string> Faults => _faults;

    /// <summary>The number of requests of a run that is not killed: the minimum, because a slower run polls more often.</summary>
    internal int Needed => _unkilled.Min();

    /// <summary>The requests at which a run was killed.</summary>
    internal IReadOnlyCollection<int> Killed => [.. _killed.Order()];

    internal async Task RunAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(WorkAsync)));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{fleet.Hosts.Count} hosts, killed {(acts ? "after" : "before")} the API acted, lists {conditions.ListLag.TotalSeconds} s late: "
            + $"{_killed.Count} runs killed at requests 1 to {_killed.Max()}; a run needs {Needed}");

    private async Task WorkAsync()
    {
        while (!Volatile.Read(ref _isOver))
        {
            Kill kill = new(Interlocked.Increment(ref _next), acts);
            foreach (string fault in await TryAsync(kill))
            {
                _faults.Enqueue($"{kill}: {fault}");
            }
        }
    }

    private async Task<IReadOnlyList<string>> TryAsync(Kill kill)
    {
        await using SharedAccount account = new(fleet, conditions);
        Door door = await account.OpenAsync(kill);
        account.Enter(door, Up);
        RunOutput first = await account.EndAsync(door);
        if (door.KilledAt is null)
        {
            _unkilled.Add(door.Requests.Count);
            Volatile.Write(ref _isOver, true);
            return account.WithRequests([.. Ended(first, account), .. await account.FaultsAsync()]);
        }

        _killed.Add(kill.Request);
        List<string> faults = [.. account.Untrue(first)];
        long[] made = [.. account.Ours.Select(d => d.Id)];
        RunOutput second = await account.RunAsync(Up);
        faults.AddRange(Ended(second, account));
        faults.AddRange(account.Untrue(first).Select(f => $"in the end, {f}"));
        faults.AddRange(made.Except(account.Ours.Select(d => d.Id)).Select(id => $"{id} was made by the killed run and is lost"));
        faults.AddRange(account.Deleted.Select(id => $"{id} was deleted"));
        faults.AddRange(await account.FaultsAsync());
        return account.WithRequests(faults);
    }

    private IEnumerable<string> Ended(RunOutput output, SharedAccount account)
    {
        if (output.ExitCode != 0)
        {
            yield return $"exit code {output.ExitCode}: {output.Error}";
        }

        if (output.There.Count() != fleet.Hosts.Count)
        {
            yield return $"the summary lists {output.There.Count()} hosts";
        }

        foreach (string fault in account.Untrue(output))
        {
            yield return fault;
        }
    }
}
