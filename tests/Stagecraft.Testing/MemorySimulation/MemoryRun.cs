using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>One run: a plan and, after a while, its apply.</summary>
internal sealed class MemoryRun : IProgress<InfraEvent>
{
    private readonly MemoryWorld _world;
    private readonly MemoryWatch _watch;
    private readonly Dice _dice;
    private readonly DeclaredConfig _config;
    private readonly MemoryRunLink _link;
    private readonly MachineClock _clock;
    private readonly string[] _replace;

    private MemoryRun(MemoryWorld world, MemoryWatch watch, int number, bool isLast)
    {
        _world = world;
        _watch = watch;
        Number = number;
        IsLast = isLast;
        _dice = new(world.Seed, 105, number);
        _config = world.Config();
        Intent = !isLast && _dice.Chance(0.15) ? PlanIntent.Down : PlanIntent.Converge;
        Declared = Intent == PlanIntent.Down
            ? new HashSet<string>()
            : world.Hosts.Select(h => $"staging-{h}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        _replace = Intent == PlanIntent.Converge && !isLast && _dice.Chance(0.3) ? [.. world.Hosts.Where(_ => _dice.Chance(0.5))] : [];
        _clock = new MachineClock(world.Time, new Dice(world.Seed, 106, number), maySleep: false);
        _link = new MemoryRunLink(world, watch, this);
    }

    public int Number { get; }

    /// <summary>Whether it is a run after all failures: nothing fails in it.</summary>
    public bool IsLast { get; }

    public PlanIntent Intent { get; }

    /// <summary>The names of the machines that its config declares; none if it deletes the environment.</summary>
    public IReadOnlySet<string> Declared { get; }

    public bool IsPlanning { get; private set; } = true;

    /// <summary>The run must know every machine that was created before this.</summary>
    public TimeSpan Since { get; private set; }

    /// <summary>Whether it was killed, canceled or failed.</summary>
    public bool IsCutShort { get; private set; }

    public ApplyReport? Report { get; private set; }

    public InfraPlan? Plan { get; private set; }

    /// <summary>The hosts that it reported as ready.</summary>
    public HashSet<string> Ready { get; } = [];

    public CloudProviderException? Failure { get; private set; }

    public Task Crashed => _link.Crashed;

    /// <summary>Starts a run, which ends when the task does.</summary>
    public static (MemoryRun Run, Task End) Start(MemoryWorld world, MemoryWatch watch, int number, bool isLast = false)
    {
        world.Counts.Runs++;
        MemoryRun run = new(world, watch, number, isLast);
        return (run, run.PlayAsync());
    }

    void IProgress<InfraEvent>.Report(InfraEvent value)
    {
        if (Crashed.IsCompleted)
        {
            return;
        }

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
            !IsLast && _dice.Chance(0.12) ? TimeSpan.FromSeconds(_dice.Between(0, 40)) : TimeSpan.FromHours(20), _world.Time);
        _world.Record($"run {Number} starts: {Intent} "
            + $"{string.Join(' ', Declared)}{(_replace.Length > 0 ? ", replacing " + string.Join(' ', _replace) : "")}");
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
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            IsCutShort = true;
            _world.Record($"run {Number} is canceled");
            _watch.CanceledQuietly(this);
        }

        _world.Counts.Cancelled += stop.IsCancellationRequested ? 1 : 0;
        if (Report is not null)
        {
            _watch.Check(this);
        }

        if (_world.Time.Elapsed - began - _link.Throttled > TimeSpan.FromMinutes(20) + (5 * _world.Timeout))
        {
            _watch.Complain($"run {Number} took {_world.Time.Elapsed - began}");
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        ConfigNode section = ConfigMapping.FromJson(new JsonObject { ["any"] = "memory" }, "cloud");
        EngineProvider provider = NewProvider();
        Since = _world.Time.Elapsed;
        InfraPlan plan = await provider.PlanAsync(
            new PlanOptions
            {
                Config = section,
                Project = "shop",
                Environment = "staging",
                Intent = Intent,
                Replace = _replace,
                Progress = this,
            },
            stop);
        IsPlanning = false;
        if (_dice.Chance(0.3))
        {
            await Pause.ForAsync(TimeSpan.FromSeconds(_dice.Between(0, 60)), _clock, stop);
        }

        // The apply uses what the plan has read for 5 s.
        TimeSpan oldest = _world.Time.Elapsed - TimeSpan.FromSeconds(5);
        Since = Since > oldest ? Since : oldest;
        _world.Counts.Replacements += plan.Changes.Count(c => c.Reason == DeleteReason.Replace);
        Plan = plan;
        EngineProvider applying = _dice.Chance(0.2) ? NewProvider() : provider;
        Report = await applying.ApplyAsync(new ApplyOptions { Config = section, Plan = Plan, Progress = this }, stop);
    }

    private EngineProvider NewProvider() =>
        new(new MemoryDriver(_world.Cloud, _link, _config), new EngineOptions { TimeProvider = _clock });
}
