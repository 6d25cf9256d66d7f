using Stagecraft.Engine.Timing;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>One run of a client on a machine of its own: a plan and, after a while, its apply.</summary>
internal sealed class ScenarioRun : IProgress<InfraEvent>
{
    private readonly ScenarioWorld _world;
    private readonly Invariants _invariants;
    private readonly Dice _dice;
    private readonly RunLink _link;
    private readonly SimulatedClient _client;
    private readonly HostChoice _choice;
    private TimeSpan _waited;

    private ScenarioRun(ScenarioWorld world, ScenarioProject project, Invariants invariants, int number, bool isLast, PlanIntent? intent)
    {
        _world = world;
        _invariants = invariants;
        Project = project;
        Number = number;
        IsLast = isLast;
        _dice = new(world.Seed, 5, number);
        Intent = intent ?? (!isLast && _dice.Chance(0.15) ? PlanIntent.Down : PlanIntent.Converge);
        Declared = Intent == PlanIntent.Down ? new HashSet<string>() : project.MachineNames(project.Hosts);
        Protected = project.MachineNames(project.ProtectedHosts);
        _choice = new HostChoice(world, project, number, Intent == PlanIntent.Converge && !isLast);
        Clock = new MachineClock(world.Time, new Dice(world.Seed, 6, number), maySleep: !isLast);
        _link = new RunLink(world, invariants, this);
        _client = world.Cloud.Connect(_link);
    }

    public ScenarioProject Project { get; }

    public int Number { get; }

    /// <summary>Whether it is the final run, which has no faults.</summary>
    public bool IsLast { get; }

    public PlanIntent Intent { get; }

    /// <summary>The clock of its machine.</summary>
    public MachineClock Clock { get; }

    /// <summary>The names of the machines that its config declares; none where it deletes the environment.</summary>
    public IReadOnlySet<string> Declared { get; }

    /// <summary>The names of the machines that its config protects.</summary>
    public IReadOnlySet<string> Protected { get; }

    public bool IsPlanning { get; private set; } = true;

    /// <summary>What was committed before this, the run must know of before it creates anything.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>When it began to plan.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>When it began to apply; null while it plans.</summary>
    public DateTimeOffset? AppliedAt { get; private set; }

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
    public Task Crashed => _link.Crashed;

    /// <summary>A plan retries for a while if every response fails; then protections, creates and deletes have their time, twice where a
    /// second machine appeared.</summary>
    private TimeSpan MaxTime => TimeSpan.FromMinutes(25) + (5 * _world.Cloud.Timeout);

    /// <summary>The process begins, and ends when the task does.</summary>
    public static (ScenarioRun Run, Task End) Start(
        ScenarioWorld world, ScenarioProject project, Invariants invariants, int number, bool isLast = false, PlanIntent? intent = null)
    {
        world.Counts.Runs++;
        ScenarioRun run = new(world, project, invariants, number, isLast, intent);
        return (run, run.PlayAsync());
    }

    public static PlanOptions PlanOptions(SimulatedClient client, ScenarioProject project) =>
        new() { Config = client.Config, Project = project.Name, Environment = "staging" };

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

        _invariants.Happened(this, value);
    }

    private async Task PlayAsync()
    {
        DateTimeOffset began = _world.Now;
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
            _invariants.Said(this, e.ToString());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            IsCutShort = true;
            _world.Record($"run {Number} is cancelled");
            _invariants.CancelledQuietly(this);
        }

        _world.Counts.Cancelled += stop.IsCancellationRequested ? 1 : 0;
        if (Report is not null)
        {
            _invariants.Check(this);
        }

        if (_world.Now - began - _waited - Clock.Slept > MaxTime)
        {
            _invariants.Complain($"run {Number} took {_world.Now - began}");
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        ICloudProvider provider = _client.NewProvider(Clock);
        using IDisposable? planning = provider as IDisposable;
        Began = Since = _world.Now;
        PlanOptions options = PlanOptions(_client, Project) with
        {
            Intent = Intent,
            Targets = _choice.Targets,
            Replace = _choice.Replace,
            Progress = this,
        };
        InfraPlan plan = await provider.PlanAsync(options, stop);
        IsPlanning = false;
        if (_dice.Chance(0.3))
        {
            await Pause.ForAsync(TimeSpan.FromSeconds(_dice.Between(0, 60)), Clock, stop);
        }

        // A snapshot of the same run is reused while it is less than 5 s old.
        DateTimeOffset oldest = _world.Now - TimeSpan.FromSeconds(5);
        Since = Since > oldest ? Since : oldest;
        _world.Counts.Replacements += plan.Changes.Count(c => c.Reason == DeleteReason.Replace);
        Plan = IsLast || Intent == PlanIntent.Down || _dice.Chance(0.9) ? plan : WithoutDeletes(plan);
        AppliedAt = _world.Now;
        ICloudProvider another = _client.NewProvider(Clock);
        using IDisposable? applying = another as IDisposable;
        Report = await (_dice.Chance(0.2) ? another : provider).ApplyAsync(
            new ApplyOptions { Config = _client.Config, Plan = Plan, Progress = this },
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
}
