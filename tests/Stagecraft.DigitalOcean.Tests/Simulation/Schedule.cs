using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>One story of an account, told by its seed: runs that meet faults, crash, overlap, and people who act in between.</summary>
internal sealed class Schedule
{
    private readonly Random _random;
    private readonly World _world;
    private readonly Watch _watch;
    private readonly People _people;
    private readonly List<string> _story = [];

    private Schedule(int seed)
    {
        _random = new Random(seed);
        double lag = Chance(0.5) ? 0 : _random.NextDouble() * 13;
        double tagLag = Chance(0.5) ? 0 : _random.NextDouble() * 12;
        double boot = _random.NextDouble() * 25;
        _world = new World(o => o with
        {
            ListLag = TimeSpan.FromSeconds(lag),
            TagLag = TimeSpan.FromSeconds(tagLag),
            Boot = TimeSpan.FromSeconds(boot),
            Destroy = TimeSpan.FromSeconds(_random.NextDouble() * 8),
            CanReadActions = Chance(0.85),
            RateLimit = Chance(0.5),
            DropletLimit = 1000,
        });
        _watch = new Watch(_world);
        _people = new People(_world, _watch, _random, Tell);
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
        _people.Furnish();
        int runs = _random.Next(1, 4);
        List<Task> going = [];
        for (int i = 0; i < runs; i++)
        {
            going.Add(RunOnceAsync(i));
            await WaitAsync(_random.NextDouble() * (Chance(0.5) ? 3 : 30));
            if (Chance(0.4))
            {
                _people.Meddle();
            }
        }

        foreach (Task run in going)
        {
            await run;
        }

        // Whoever crashed is gone for good, what it sent has settled, and what was locked is not any more.
        await WaitAsync(46);
        await EndAsync();
        return _watch.Broken;
    }

    private async Task RunOnceAsync(int number)
    {
        FaultHandler network = _world.NewNetwork();
        PlanIntent intent = Chance(0.15) ? PlanIntent.Clear : PlanIntent.Converge;
        double rate = Chance(0.3) ? 0 : _random.NextDouble() * 0.35;
        int crashAt = Chance(0.25) ? _random.Next(1, 40) : int.MaxValue;
        network.Latency = TimeSpan.FromMilliseconds(_random.Next(10, 900));
        network.CommitDelay = TimeSpan.FromSeconds(_random.NextDouble() * 12);
        TaskCompletionSource crashed = new();
        bool mayHaveChanged = false;
        Dictionary<HttpRequestMessage, Fault> faults = [];
        Creates creates = new(_world);
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

            Fault fault = Chance(rate) ? (Fault)_random.Next(1, 9) : Fault.None;
            if (fault == Fault.LateCommit && request.Method != HttpMethod.Post)
            {
                fault = Fault.ResetBefore;
            }

            if (request.Method != HttpMethod.Get)
            {
                faults[request] = fault;
                Tell($"run {number}: {request.Method} {request.RequestUri!.PathAndQuery}{(fault == Fault.None ? "" : ": " + fault)}");
            }

            return fault;
        };
        IReadOnlySet<string> declared = intent == PlanIntent.Clear ? new HashSet<string>() : _people.Declared;
        network.Before = request =>
        {
            bool isLost = faults.GetValueOrDefault(request) is Fault.ResetBefore or Fault.Error500Before or Fault.TooMany;
            if (request.Method == HttpMethod.Delete)
            {
                mayHaveChanged |= _watch.Deleting(request, declared) && !isLost;
            }
            else if (request.Method == HttpMethod.Post)
            {
                TimeSpan delay = faults.GetValueOrDefault(request) == Fault.LateCommit ? network.CommitDelay : TimeSpan.Zero;
                _watch.Complain(creates.Sending(request, isLost ? null : delay));
                mayHaveChanged |= !isLost;
            }
        };
        using CancellationTokenSource stop = new(Chance(0.15) ? TimeSpan.FromSeconds(_random.NextDouble() * 40) : TimeSpan.FromHours(24), _world.Time);
        Tell($"run {number} starts, {intent}, faults {rate:0.00}");
        Task<ApplyReport> run = _world.UpAsync(_world.NewProvider(network), intent, stop.Token);
        if (await Task.WhenAny(run, crashed.Task) != run)
        {
            return;
        }

        try
        {
            ApplyReport report = await run;
            Tell($"run {number} ends well");
            _watch.Check(report);
        }
        catch (CloudProviderException e)
        {
            Tell($"run {number} ends: {e.Message}");
            if (e.Report is { } report)
            {
                _watch.Check(report);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Tell($"run {number} is cancelled");
            if (mayHaveChanged)
            {
                throw new InvalidOperationException($"run {number} changed something and says nothing of it");
            }
        }
    }

    /// <summary>Once all faults have ended, one more run leaves nothing to do, and one droplet a host.</summary>
    private async Task EndAsync()
    {
        try
        {
            _watch.Check(await _world.UpAsync(_world.NewProvider(_world.NewNetwork())));
        }
        catch (CloudProviderException e)
        {
            throw new InvalidOperationException($"the last run failed: {e.Message}");
        }

        InfraPlan plan = await _world.NewProvider(_world.NewNetwork()).PlanAsync(_world.PlanOptions(), CancellationToken.None);
        if (plan.HasChanges)
        {
            throw new InvalidOperationException($"after the last run: create {string.Join(',', plan.ToCreate.Select(h => h.Name))}, " +
                $"delete {string.Join(',', plan.ToDelete.Select(d => $"{d.Name} {d.Id} {d.Reason}"))}");
        }

        _watch.CheckEnd();
    }

    private Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), _world.Time);

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private void Tell(string what) => _story.Add($"{_world.Time.GetUtcNow():mm:ss.fff} {what}");
}
