using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Timing;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>One run of a client on a machine of its own: a plan and, after a while, its apply.</summary>
internal sealed class StoryRun : IProgress<InfraEvent>
{
    private readonly StoryWorld _world;
    private readonly Watch _watch;
    private readonly Dice _dice;
    private readonly string _yaml;
    private readonly RunNetwork _network;
    private readonly StoryChoice _choice;
    private TimeSpan _waited;

    private StoryRun(StoryWorld world, Watch watch, int number, bool isLast)
    {
        _world = world;
        _watch = watch;
        Number = number;
        IsLast = isLast;
        _dice = new(world.Seed, 5, number);
        _yaml = world.Yaml;
        Intent = !isLast && _dice.Chance(0.15) ? PlanIntent.Down : PlanIntent.Converge;
        Declared = Intent == PlanIntent.Down
            ? new HashSet<string>()
            : world.Hosts.Select(world.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _choice = new StoryChoice(world, number, Intent == PlanIntent.Converge && !isLast);
        Clock = new MachineClock(world.Time, new Dice(world.Seed, 6, number), maySleep: !isLast);
        _network = new RunNetwork(world, watch, this);
    }

    public int Number { get; }

    /// <summary>Whether it is the final run, which has no faults.</summary>
    public bool IsLast { get; }

    public PlanIntent Intent { get; }

    /// <summary>The clock of its machine.</summary>
    public MachineClock Clock { get; }

    /// <summary>The droplets' names that its config declares; none where it clears the environment.</summary>
    public IReadOnlySet<string> Declared { get; }

    public bool IsPlanning { get; private set; } = true;

    /// <summary>What was committed before this, the run must know of before it creates anything.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>When it began to plan.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>When it began to apply; null while it plans.</summary>
    public TimeSpan? AppliedAt { get; private set; }

    /// <summary>Whether it was killed, cancelled or failed: then it may have left something to the next run.</summary>
    public bool IsCutShort { get; private set; }

    public ApplyReport? Report { get; private set; }

    /// <summary>What it is to do; null until it has planned.</summary>
    public InfraPlan? Plan { get; private set; }

    /// <summary>The hosts that it reported as ready.</summary>
    public HashSet<string> Ready { get; } = [];

    /// <summary>Why it failed, if it did.</summary>
    public CloudProviderException? Failure { get; private set; }

    /// <summary>Completes when the process was killed.</summary>
    public Task Crashed => _network.Crashed;

    /// <summary>The process begins, and ends when the task does.</summary>
    public static (StoryRun Run, Task End) Start(StoryWorld world, Watch watch, int number, bool isLast = false)
    {
        world.Counts.Runs++;
        StoryRun run = new(world, watch, number, isLast);
        return (run, run.PlayAsync());
    }

    void IProgress<InfraEvent>.Report(InfraEvent value)
    {
        if (Crashed.IsCompleted)
        {
            return;
        }

        _waited += value is RateLimitWait wait ? wait.Wait : TimeSpan.Zero;
        if (value is HostReady { Name: { } name })
        {
            Ready.Add(name);
        }

        _watch.Happened(this, value);
    }

    private async Task PlayAsync()
    {
        TimeSpan began = _world.Time.Elapsed;
        using CancellationTokenSource stop = new(
            !IsLast && _dice.Chance(0.12) ? TimeSpan.FromSeconds(_dice.Between(0, 40)) : TimeSpan.FromHours(24), _world.Time);
        _world.Record($"run {Number} starts: {Intent} {string.Join(' ', Declared)}{_choice}");
        Task work = WorkAsync(stop.Token);
        if (await Task.WhenAny(work, Crashed) != work)
        {
            IsCutShort = true;
            return;
        }

        try
        {
            await work;
            _world.Record($"run {Number} ends well");
        }
        catch (CloudProviderException e)
        {
            Failure = e;
            Report = e.Report;
            IsCutShort |= stop.IsCancellationRequested;
            _world.Record($"run {Number} ends: {e.Message}");
            _watch.Said(this, e.ToString());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            IsCutShort = true;
            _world.Record($"run {Number} is cancelled");
            _watch.CancelledQuietly(this);
        }

        _world.Counts.Cancelled += stop.IsCancellationRequested ? 1 : 0;
        if (Report is not null)
        {
            _watch.Check(this);
        }

        if (_world.Time.Elapsed - began - _waited - Clock.Slept > MaxTime)
        {
            _watch.Complain($"run {Number} took {_world.Time.Elapsed - began}");
        }
    }

    /// <summary>A plan retries for a while if every response fails; then protections, creates and deletes have their time, twice where a
    /// second droplet turned up.</summary>
    private TimeSpan MaxTime => TimeSpan.FromMinutes(25) + (5 * _world.Timeout);

    private async Task WorkAsync(CancellationToken stop)
    {
        ConfigNode config = ConfigReader.Read("stagecraft.yml", System.Text.Encoding.UTF8.GetBytes(_yaml));
        using DigitalOceanProvider provider = NewProvider();
        Began = Since = _world.Time.GetUtcNow();
        InfraPlan plan = await provider.PlanAsync(
            new PlanOptions
            {
                Config = config,
                Project = "shop",
                Environment = "staging",
                Intent = Intent,
                Targets = _choice.Targets,
                Replace = _choice.Replace,
                Progress = this,
            },
            stop);
        IsPlanning = false;
        if (_dice.Chance(0.3))
        {
            await Pause.ForAsync(TimeSpan.FromSeconds(_dice.Between(0, 60)), Clock, stop);
        }

        // A snapshot of the same run is reused while it is less than 5 s old.
        DateTimeOffset oldest = _world.Time.GetUtcNow() - TimeSpan.FromSeconds(5);
        Since = Since > oldest ? Since : oldest;
        _world.Counts.Replacements += plan.Changes.Count(c => c.Reason == DeleteReason.Replace);
        Plan = IsLast || Intent == PlanIntent.Down || _dice.Chance(0.9) ? plan : WithoutDeletes(plan);
        AppliedAt = _world.Time.Elapsed;
        using DigitalOceanProvider another = NewProvider();
        Report = await (_dice.Chance(0.2) ? another : provider).ApplyAsync(
            new ApplyOptions { Config = config, Plan = Plan, Progress = this },
            stop);
    }

    private static InfraPlan WithoutDeletes(InfraPlan plan) => plan with
    {
        Changes =
        [
            .. plan.Changes.Where(c => c.Actions != ResourceActions.Delete)
                .Select(c =>
                    c.Deletes ? c with { Id = null, Actions = ResourceActions.Create, Reason = null, Approval = Approval.Change } : c),
        ],
    };

    private DigitalOceanProvider NewProvider() => new(new DigitalOceanProviderOptions
    {
        GetEnvironmentVariable = name => name == "DO_TOKEN" ? StoryWorld.Token : null,
        Handler = _network,
        TimeProvider = Clock,
        Random = new Random(Number),
    });
}
