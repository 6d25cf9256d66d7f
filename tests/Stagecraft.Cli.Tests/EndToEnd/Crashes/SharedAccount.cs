using System.Globalization;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>
/// An account in a state file, with unmanaged droplets in it. Every run has its own endpoint, as with its own token.
/// </summary>
internal sealed class SharedAccount : IAsyncDisposable
{
    private readonly Fleet _fleet;
    private readonly SandboxOptions _options;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-");
    private readonly DigitalOceanSandbox _truth;
    private readonly IReadOnlyList<SandboxDroplet> _others;
    private readonly List<Door> _doors = [];
    private readonly Dictionary<Door, CommandProcess> _processes = [];

    internal SharedAccount(Fleet fleet, SandboxConditions conditions, bool isSettled = false)
    {
        _fleet = fleet;
        _options = new SandboxOptions(conditions)
        {
            StateFile = Path.Combine(_folder.FullName, "state.db"),
            Token = RealCommand.Token,
            DropletLimit = 10_000,
        };
        _truth = DigitalOceanSandbox.Create(_options);
        _others = Fleet.Surround(_truth);
        if (isSettled)
        {
            fleet.Settle(_truth);
        }
    }

    internal IReadOnlyList<SandboxDroplet> Ours => [.. _truth.Droplets.Where(Fleet.IsOurs)];

    /// <summary>The droplets whose delete the API accepted.</summary>
    internal IReadOnlySet<long> Deleted =>
        _doors.SelectMany(d => d.Requests)
            .Where(r => r is { Method: "DELETE", Status: 204 })
            .Select(r => long.Parse(r.Target[(r.Target.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture))
            .ToHashSet();

    internal async Task<Door> OpenAsync(Kill? kill = null)
    {
        Door door = await Door.OpenAsync(_options, kill);
        _doors.Add(door);
        return door;
    }

    /// <summary>Starts a command that knows nothing of any other.</summary>
    internal void Enter(Door door, string arguments)
    {
        CommandProcess process = new(door.Address, _fleet.Config, arguments);
        _processes.Add(door, process);
        door.Enter(process);
    }

    /// <summary>Waits for the end of the command, and of every request that it sent.</summary>
    internal async Task<RunOutput> EndAsync(Door door)
    {
        CliResult result = await _processes[door].EndAsync();
        await door.DrainAsync();
        return new(result);
    }

    internal async Task<RunOutput> RunAsync(string arguments)
    {
        Door door = await OpenAsync();
        Enter(door, arguments);
        return await EndAsync(door);
    }

    /// <summary>The faults of the final state: each host has one active, managed droplet; the plan has no changes; all unmanaged droplets
    /// are unchanged.</summary>
    internal async Task<IReadOnlyList<string>> FaultsAsync()
    {
        string[] names = [.. Ours.Select(d => d.Name).Order(StringComparer.Ordinal)];
        List<string> faults = [.. ChangesOfUnmanaged()];
        faults.AddRange(_fleet.DropletNames.Except(names).Select(n => $"{n} is missing"));
        faults.AddRange(names.Except(_fleet.DropletNames).Select(n => $"{n} is too much"));
        faults.AddRange(names.CountBy(n => n).Where(n => n.Value > 1).Select(n => $"{n.Key} is there {n.Value} times"));
        faults.AddRange(Ours.Where(d => d.Status != "active" || d.IsDeleting).Select(d => $"{d.Name} is {d.Status}"));
        await ListedAsync();
        CliResult plan = await PlanAsync();
        if (plan.ExitCode != 0)
        {
            faults.Add($"the plan ends with {plan.ExitCode}: {plan.Out}{plan.Error}");
        }

        return faults;
    }

    /// <summary>The faults, and after them the requests of all runs, so that a report shows which request caused them.</summary>
    internal IReadOnlyList<string> WithRequests(IReadOnlyList<string> faults) =>
        faults.Count == 0 ? [] : [.. faults, .. RequestTimeline.Of(_doors, _truth.Droplets)];

    /// <summary>The changes to unmanaged droplets.</summary>
    internal IEnumerable<string> ChangesOfUnmanaged()
    {
        SandboxDroplet[] now = [.. _truth.Droplets.Where(d => !Fleet.IsOurs(d))];
        foreach (SandboxDroplet other in _others)
        {
            SandboxDroplet? left = Array.Find(now, d => d.Id == other.Id);
            if (left is null || (left with { Tags = other.Tags, SshKeyIds = other.SshKeyIds, VolumeIds = other.VolumeIds }) != other
                || !left.Tags.SequenceEqual(other.Tags))
            {
                yield return $"{other.Name} is unmanaged, and was touched";
            }

            if (_doors.SelectMany(d => d.Requests)
                .Any(r => r.Method != "GET" && r.Target.EndsWith($"/{other.Id}", StringComparison.Ordinal)))
            {
                yield return $"{other.Name} is unmanaged, and was written to";
            }
        }

        if (now.Length != _others.Count)
        {
            yield return $"{now.Length - _others.Count} additional droplets are unmanaged";
        }
    }

    /// <summary>Incorrect reports of a run: hosts that are not ready or do not exist, and deleted droplets that exist.</summary>
    internal IEnumerable<string> Untrue(RunOutput output, bool mayBeDeletedSince = false)
    {
        Dictionary<long, SandboxDroplet> there = Ours.ToDictionary(d => d.Id);
        IReadOnlySet<long> deleted = mayBeDeletedSince ? Deleted : new HashSet<long>();
        foreach ((string name, long id, string? address) in output.Ready.Concat(output.There).Where(h => !deleted.Contains(h.Id)))
        {
            if (there.GetValueOrDefault(id) is not { Status: "active" } droplet || droplet.Name != Fleet.MachineName(name)
                || droplet.PublicIpv4 != address)
            {
                yield return $"{name} was reported as ready with id {id} at {address}, and is not";
            }
        }

        foreach ((string name, long id) in output.Waiting.Where(h => !deleted.Contains(h.Id)))
        {
            if (there.GetValueOrDefault(id)?.Name != Fleet.MachineName(name))
            {
                yield return $"{name} was reported to exist with id {id}, and does not";
            }
        }

        foreach (long id in output.Deleted.Where(there.ContainsKey))
        {
            yield return $"{id} was reported as deleted, and exists";
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (CommandProcess process in _processes.Values)
        {
            process.Dispose();
        }

        foreach (Door door in _doors)
        {
            await door.DisposeAsync();
        }

        await _truth.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>
    /// Waits until lists show every droplet with its tags: a plan reads lists only, and a run that finds droplets of a killed run by their
    /// ids ends before that.
    /// </summary>
    private async Task ListedAsync()
    {
        TimeSpan lag = _options.ListLag > _options.TagLag ? _options.ListLag : _options.TagLag;
        TimeSpan left = _truth.Droplets.Max(d => d.CreatedAt) + lag - DateTimeOffset.UtcNow;
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left);
        }
    }

    /// <summary>The same command, in this process: one less to start.</summary>
    private async Task<CliResult> PlanAsync()
    {
        await using Door door = await Door.OpenAsync(_options);
        string file = Path.Combine(_folder.FullName, "stagecraft.yml");
        await File.WriteAllTextAsync(file, _fleet.Config);
        Dictionary<string, string> variables = new()
        {
            ["DIGITALOCEAN_API_URL"] = door.Address.ToString(),
            ["DO_TOKEN"] = RealCommand.Token,
        };
        using StringWriter output = new();
        using StringWriter error = new();
        CliEnvironment environment = new()
        {
            Out = output,
            Error = error,
            ReadLine = () => null,
            GetTerminalWidth = () => null,
            GetEnvironmentVariable = variables.GetValueOrDefault,
            CreateProviders = CloudProviders.Create,
            StartSandbox = CloudSandbox.StartAsync,
            RunProgram = (_, _, _) => Task.FromResult<int?>(null),
        };
        int exitCode = await App.RunAsync(
            ["infra", "plan", "-c", file, "-e", "staging", "--detailed-exitcode"], environment, CancellationToken.None);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
