using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.MemorySimulation;

/// <summary>The network between one run and its cloud: latency, faults, and a crash of the run.</summary>
internal sealed class MemoryRunLink : MemoryLink
{
    private const int MaxRequests = 4000;

    private static readonly MemoryFault[] OfReads =
    [
        MemoryFault.ReadFailed, MemoryFault.ReadFailed, MemoryFault.Forbidden, MemoryFault.RateLimited, MemoryFault.Throttled,
        MemoryFault.Slow,
    ];

    private static readonly MemoryFault[] OfCreates =
    [
        MemoryFault.Refused, MemoryFault.Forbidden, MemoryFault.RateLimited, MemoryFault.Throttled, MemoryFault.NotSent,
        MemoryFault.LostBefore, MemoryFault.LostBefore,
        MemoryFault.LostAfter, MemoryFault.LostAfter, MemoryFault.LateCommit, MemoryFault.LateCommit, MemoryFault.Slow,
        MemoryFault.UnnamedInResponse,
        MemoryFault.PartialCreate, MemoryFault.Stopped, MemoryFault.Vanishes,
    ];

    private static readonly MemoryFault[] OfDeletes =
    [
        MemoryFault.Refused, MemoryFault.Forbidden, MemoryFault.RateLimited, MemoryFault.Throttled, MemoryFault.NotSent,
        MemoryFault.LostBefore, MemoryFault.LostAfter,
        MemoryFault.LateCommit, MemoryFault.NoEffect, MemoryFault.Repeated,
    ];

    private static readonly MemoryFault[] OfUpdates =
    [
        MemoryFault.Refused, MemoryFault.Forbidden, MemoryFault.RateLimited, MemoryFault.Throttled, MemoryFault.NotSent,
        MemoryFault.LostBefore, MemoryFault.LostAfter,
    ];

    private readonly MemoryWorld _world;
    private readonly MemoryWatch _watch;
    private readonly MemoryRun _run;
    private readonly TaskCompletionSource _never = new();
    private readonly TaskCompletionSource _crashed = new();
    private readonly Queue<(TimeSpan SentAt, Machine Shown)> _recent = new();
    private readonly Dice _delays;
    private readonly TimeSpan _latency;
    private readonly double _rate;
    private readonly double _writeRate;
    private readonly bool _isForbidden;
    private readonly int _from;
    private readonly int _to;
    private readonly int _crashAt;
    private readonly bool _isKilledOnTheWay;
    private int _count;

    public MemoryRunLink(MemoryWorld world, MemoryWatch watch, MemoryRun run)
    {
        (_world, _watch, _run) = (world, watch, run);
        Dice dice = new(world.Seed, 104, run.Number);
        _delays = new Dice(world.Seed, 109, run.Number);
        _latency = TimeSpan.FromMilliseconds(dice.Between(10, 900));
        _crashAt = dice.Chance(run.IsLast ? 0 : 0.35) ? 1 + dice.Below(25) : int.MaxValue;
        _isKilledOnTheWay = dice.Chance(0.4);
        _rate = dice.Chance(0.3) ? 0 : dice.Between(0, 0.3);
        _writeRate = dice.Chance(0.3) ? _rate : dice.Between(0, 0.8);
        _isForbidden = dice.Chance(0.05);
        _from = 1 + dice.Below(20);
        _to = _from + dice.Below(30);
    }

    public Task Crashed => _crashed.Task;

    /// <summary>How long rate limits held its requests back.</summary>
    public TimeSpan Throttled { get; private set; }

    public override MemoryFault Choose(MemoryRequest request)
    {
        int number = _count + 1;
        Dice dice = new(_world.Seed, 103, _run.Number, number, (int)request.Kind);
        bool lasts = _isForbidden && number >= _from && number < _to;
        if (_run.IsLast || !(lasts || dice.Chance(request.IsWrite ? _writeRate : _rate)) || !_world.MayFail())
        {
            return MemoryFault.None;
        }

        MemoryFault fault = lasts ? MemoryFault.Forbidden : dice.Pick(request.Kind switch
        {
            MemoryRequestKind.Create => OfCreates,
            MemoryRequestKind.Delete => OfDeletes,
            MemoryRequestKind.Update => OfUpdates,
            MemoryRequestKind.Log => [.. OfReads, MemoryFault.LogForbidden, MemoryFault.LogForbidden],
            _ => OfReads,
        });
        _world.Counts.Hit(request.Kind, fault);
        return fault;
    }

    public override async Task SendAsync(MemoryRequest request)
    {
        if (Crashed.IsCompleted)
        {
            await _never.Task;
        }

        int number = ++_count;
        _world.Counts.Requests++;
        if (number > MaxRequests)
        {
            throw new InvalidOperationException($"run {_run.Number} does not end: {number} requests");
        }

        if (request.IsWrite)
        {
            _watch.Sending(_run, request, WasShown);
        }

        await Pause.ForAsync(_latency / 2, _world.Time, CancellationToken.None);
        if (number == _crashAt)
        {
            _world.Counts.Crashes++;
            _world.Record($"run {_run.Number} is killed at request {number}, {request}{(_isKilledOnTheWay ? ", which is lost" : "")}");
            _crashed.TrySetResult();
        }

        if (Crashed.IsCompleted && _isKilledOnTheWay)
        {
            await _never.Task;
        }

        if (request.IsWrite)
        {
            _watch.Arriving(_run, request);
        }
    }

    public override void Acted(MemoryRequest request, IReadOnlyList<MemoryMachine> made, MemoryFault fault, TimeSpan? late)
    {
        _world.Record($"run {_run.Number}: {_count} {request}: "
            + $"{fault}{(made.Count > 0 ? " made " + string.Join(' ', made.Select(m => m.Id)) : "")}"
            + (late is null ? "" : $" in {late.Value.TotalSeconds:0.0} s"));
        _watch.Acted(_run, request, made, fault, late);
    }

    public override void Recognized(IReadOnlyList<MemoryMachine> known) => _watch.Recognized(_run, known);

    public override void Vanished(MemoryMachine machine) => _watch.Meddle(machine);

    public override async Task ReturnAsync(MemoryRequest request, IReadOnlyList<Machine> shown, MemoryFault fault)
    {
        if (Crashed.IsCompleted)
        {
            await _never.Task;
        }

        TimeSpan sentAt = _world.Time.Elapsed - (_latency / 2);
        if (!request.IsWrite)
        {
            _world.Trace(
                () => $"run {_run.Number}: {_count} {request}: {fault} "
                    + string.Join(' ', shown.Select(m => $"{m.Name}/{m.Id}/{m.Status}")));
        }

        await Pause.ForAsync(_latency / 2, _world.Time, CancellationToken.None);
        if (Crashed.IsCompleted)
        {
            await _never.Task;
        }

        foreach (Machine machine in shown)
        {
            _recent.Enqueue((sentAt, machine));
        }
    }

    public override TimeSpan Delay(MemoryFault fault, TimeSpan most)
    {
        TimeSpan delay = _delays.Unit() * most;
        Throttled += fault == MemoryFault.Throttled ? delay : TimeSpan.Zero;
        return delay;
    }

    /// <summary>Whether a read of the last 10 s showed that the machine is owned and not protected.</summary>
    private bool WasShown(MachineId id)
    {
        while (_recent.TryPeek(out (TimeSpan SentAt, Machine Shown) first)
            && _world.Time.Elapsed - first.SentAt > TimeSpan.FromSeconds(10.5))
        {
            _recent.Dequeue();
        }

        return _recent.Any(
            r => r.Shown.Id == id && MemoryWatch.IsOurs(r.Shown)
                && !r.Shown.Tags!.Contains(Watch.Protected, StringComparer.OrdinalIgnoreCase));
    }
}
