using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Tests.Support;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>One story of an account, told by its seed: runs that meet faults, crash, overlap, and people who act in between.</summary>
internal sealed class Schedule
{
    private static readonly string[] HostNames = ["app-1", "app-2", "app-3", "db-1", "web-1"];

    private readonly Random _random;
    private readonly World _world;
    private readonly List<string> _story = [];
    private readonly Dictionary<long, string> _foreign = [];
    private readonly HashSet<long> _victims = [];

    private Schedule(int seed)
    {
        _random = new Random(seed);
        double lag = Chance(0.5) ? 0 : _random.NextDouble() * 13;
        double tagLag = _random.NextDouble() * Math.Min(lag, 8);
        double boot = _random.NextDouble() * 25;
        _world = new World(o => o with
        {
            ListLag = TimeSpan.FromSeconds(lag),
            TagLag = TimeSpan.FromSeconds(tagLag),
            Boot = TimeSpan.FromSeconds(boot),
            Destroy = TimeSpan.FromSeconds(_random.NextDouble() * 8),
            CanReadActions = Chance(0.85),
            RateLimit = Chance(0.5),
            DropletLimit = 100,
        });
        Tell($"seed {seed}: list lag {lag:0.0}, tag lag {tagLag:0.0}, boot {boot:0.0}");
    }

    /// <summary>Null where every promise was kept, else what was broken and the story that led there.</summary>
    public static string? Run(int seed)
    {
        Schedule schedule = new(seed);
        string? broken;
        try
        {
            broken = schedule._world.Time.Run(schedule.PlayAsync);
        }
        catch (Exception e)
        {
            broken = e.ToString();
        }

        return broken is null ? null : $"{broken}\n{string.Join('\n', schedule._story)}";
    }

    private async Task<string?> PlayAsync()
    {
        AddForeign();
        _world.Yaml = World.Hosts([.. HostNames.Where(_ => Chance(0.8))]);
        int runs = _random.Next(1, 4);
        List<Task<string?>> going = [];
        for (int i = 0; i < runs; i++)
        {
            going.Add(RunOnceAsync(i));
            await WaitAsync(_random.NextDouble() * (Chance(0.5) ? 3 : 30));
            if (Chance(0.3))
            {
                Meddle();
            }
        }

        foreach (Task<string?> run in going)
        {
            if (await run is { } broken)
            {
                return broken;
            }
        }

        // Whoever crashed is gone for good, and what it sent has settled.
        await WaitAsync(31);
        return await EndAsync();
    }

    private async Task<string?> RunOnceAsync(int number)
    {
        FaultHandler network = _world.NewNetwork();
        double rate = Chance(0.3) ? 0 : _random.NextDouble() * 0.35;
        int crashAt = Chance(0.25) ? _random.Next(1, 40) : int.MaxValue;
        network.Latency = TimeSpan.FromMilliseconds(_random.Next(10, 900));
        network.CommitDelay = TimeSpan.FromSeconds(_random.NextDouble() * 12);
        TaskCompletionSource crashed = new();
        network.Choose = (request, count) =>
        {
            if (count > 3000)
            {
                throw new InvalidOperationException($"run {number} does not end: {string.Join(" | ", network.Sent[^6..])}");
            }

            if (count == crashAt)
            {
                network.Crashed = true;
                Tell($"run {number} crashes at {request.Method} {request.RequestUri!.PathAndQuery}");
                crashed.TrySetResult();
                return Chance(0.5) ? Fault.None : Fault.ResetBefore;
            }

            if (request.Method == HttpMethod.Delete)
            {
                _victims.Add(long.Parse(request.RequestUri!.Segments[^1], System.Globalization.CultureInfo.InvariantCulture));
            }

            Fault fault = Chance(rate) ? (Fault)_random.Next(1, 9) : Fault.None;
            if (fault == Fault.LateCommit && request.Method != HttpMethod.Post)
            {
                fault = Fault.ResetBefore;
            }

            if (fault != Fault.None && request.Method != HttpMethod.Get)
            {
                Tell($"run {number}: {fault} for {request.Method} {request.RequestUri!.PathAndQuery}");
            }

            return fault;
        };
        Tell($"run {number} starts, faults {rate:0.00}");
        Task<ApplyReport> run = _world.UpAsync(_world.NewProvider(network));
        if (await Task.WhenAny(run, crashed.Task) != run)
        {
            return null;
        }

        try
        {
            ApplyReport report = await run;
            Tell($"run {number} ends well");
            return Check(report);
        }
        catch (CloudProviderException e)
        {
            Tell($"run {number} ends: {e.Message}");
            return e.Report is { } report ? Check(report) : null;
        }
    }

    /// <summary>What a report says was so when it was written.</summary>
    private string? Check(ApplyReport report)
    {
        Dictionary<long, SandboxDroplet> live = _world.Cloud.Droplets.ToDictionary(d => d.Id);
        foreach (HostOutcome host in report.Hosts)
        {
            bool exists = host.Id is { } id && live.ContainsKey(id);
            if (host.Kind == HostOutcomeKind.Deleted && exists)
            {
                return $"{host.DropletName} ({host.Id}) was reported deleted and is there";
            }

            if (host.Kind == HostOutcomeKind.Created && (!exists || live[host.Id!.Value].Status != "active") && !_victims.Contains(host.Id!.Value))
            {
                return $"{host.DropletName} ({host.Id}) was reported created and is not active";
            }
        }

        return null;
    }

    /// <summary>Once all faults have ended, one more run leaves nothing to do, and one droplet a host.</summary>
    private async Task<string?> EndAsync()
    {
        ApplyReport report;
        try
        {
            report = await _world.UpAsync(_world.NewProvider(_world.NewNetwork()));
        }
        catch (CloudProviderException e)
        {
            return $"the last run failed: {e.Message}";
        }

        foreach (HostOutcome host in report.Hosts.Where(h => h.Kind == HostOutcomeKind.Created))
        {
            if (!_world.Cloud.Droplets.Any(d => d.Id == host.Id && d.Status == "active"))
            {
                return $"{host.DropletName} was reported created and is not active";
            }
        }

        InfraPlan plan = await _world.NewProvider(_world.NewNetwork()).PlanAsync(_world.PlanOptions(), CancellationToken.None);
        if (plan.HasChanges)
        {
            return $"after the last run: create {string.Join(',', plan.ToCreate.Select(h => h.Name))}, " +
                $"delete {string.Join(',', plan.ToDelete.Select(d => $"{d.Name} {d.Id} {d.Reason}"))}";
        }

        foreach (IGrouping<string, SandboxDroplet> name in _world.Cloud.Droplets.Where(d => !_foreign.ContainsKey(d.Id)).GroupBy(d => d.Name))
        {
            if (name.Count() > 1)
            {
                return $"{name.Count()} droplets are called {name.Key}";
            }
        }

        Dictionary<long, SandboxDroplet> live = _world.Cloud.Droplets.ToDictionary(d => d.Id);
        return _foreign.FirstOrDefault(f => !live.TryGetValue(f.Key, out SandboxDroplet? d) || string.Join(',', d.Tags) != f.Value) is { Value: not null } lost
            ? $"the foreign droplet {lost.Key} was touched"
            : null;
    }

    private void AddForeign()
    {
        foreach (string[] tags in (string[][])[[], ["stagecraft", "stagecraft-env-staging"], ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop"]])
        {
            SandboxDroplet droplet = _world.Cloud.CreateDroplet($"staging-old-{_foreign.Count}", tags);
            _foreign[droplet.Id] = string.Join(',', droplet.Tags);
        }
    }

    private void Meddle()
    {
        SandboxDroplet[] ours = [.. _world.Cloud.Droplets.Where(d => !_foreign.ContainsKey(d.Id) && !d.IsGoing)];
        switch (_random.Next(3))
        {
            case 0 when ours.Length > 0:
                SandboxDroplet victim = ours[_random.Next(ours.Length)];
                _world.Cloud.DeleteDroplet(victim.Id);
                _victims.Add(victim.Id);
                Tell($"somebody deletes {victim.Name} ({victim.Id})");
                break;
            case 1:
                _world.Yaml = World.Hosts([.. HostNames.Where(_ => Chance(0.7))]);
                Tell("somebody edits the config");
                break;
            default:
                string host = HostNames[_random.Next(HostNames.Length)];
                SandboxDroplet twin = _world.Ours(host, booting: Chance(0.5));
                Tell($"somebody makes a second {host} ({twin.Id})");
                break;
        }
    }

    private Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), _world.Time);

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private void Tell(string what) => _story.Add($"{_world.Time.GetUtcNow():mm:ss.fff} {what}");
}
