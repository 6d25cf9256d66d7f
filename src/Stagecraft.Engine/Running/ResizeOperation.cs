using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>A resize of a machine (interface.md 10.7). The state of the machine determines the next step, regardless of what an earlier run
/// sent.</summary>
/// <param name="name">The host.</param>
/// <param name="machineName">The name of its machine.</param>
/// <param name="id">The machine.</param>
/// <param name="before">Updates of the same machine that come before the resize.</param>
/// <param name="size">The declared size.</param>
/// <param name="growsDisk">Whether the disk grows too.</param>
/// <param name="timing">How long one step may take, and how long an earlier run's shutdown can take effect.</param>
internal sealed class ResizeOperation(
    string? name,
    string machineName,
    ResourceId id,
    IReadOnlyList<MachineUpdate> before,
    string size,
    bool growsDisk,
    EngineTimeouts timing)
    : UpdateOperation(name, machineName, id, [.. before, .. StepsOf(size, growsDisk)])
{
    private const int Mark = 0;
    private const int Shutdown = 1;
    private const int PowerOff = 2;
    private const int Resize = 3;
    private const int PowerOn = 4;
    private const int Unmark = 5;

    /// <summary>How long the operating system may take to shut down.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private TimeSpan? _shutdownSentAt;
    private TimeSpan? _firstRead;
    private bool _isPoweredOn;
    private string[] _marks = [];
    private int _shown;
    private int _furthest;

    /// <summary>Why the cloud refused the resize; null if it did not.</summary>
    public CloudFailure? Refusal { get; private set; }

    public override MachineUpdate NextStep =>
        Next == Steps.Count - 1 ? new MachineUpdate { RemoveTags = _marks } : Steps[Next];

    public override int ShownSteps(Machine machine, EngineTime now)
    {
        int shown = before.TakeWhile(s => IsShown(s, machine)).Count();
        if (shown == before.Count)
        {
            shown += StepOf(machine, now);
        }

        if (shown != _shown)
        {
            // Each step has the whole timeout once: another run can undo what this one does.
            Deadline = shown > _furthest ? now.Worked + timing.CreateTimeout : Deadline;
            (_shown, _furthest, IsAlone) = (shown, Math.Max(shown, _furthest), false);
        }

        return shown;
    }

    public override bool IsWaiting(Machine machine, EngineTime now)
    {
        _firstRead ??= now.Elapsed;
        bool isShuttingDown = Next == before.Count + PowerOff && machine.State == MachineState.Running && IsShuttingDown(now);

        // The shutdown of an earlier run may not have taken effect yet.
        bool mayShutDown = _shown == before.Count + Unmark && !_isPoweredOn && now.Elapsed < _firstRead + timing.SettleWindow;
        bool isBooting = _shown == before.Count + Unmark && machine.State == MachineState.Starting;
        return isShuttingDown || mayShutDown || isBooting;
    }

    public override void Sent(MachineUpdate step, EngineTime now)
    {
        if (step.Action is MachineAction.Shutdown)
        {
            _shutdownSentAt ??= now.Elapsed;
        }

        _isPoweredOn |= step.Action is MachineAction.PowerOn;
    }

    public override bool TryContinue(CloudFailure refusal)
    {
        if (Refusal is not null || NextStep.Action is not MachineAction.Resize)
        {
            return false;
        }

        Refusal = refusal;
        return true;
    }

    private bool IsShuttingDown(EngineTime now) => _shutdownSentAt is { } sent && now.Elapsed < sent + Grace;

    private int StepOf(Machine machine, EngineTime now)
    {
        _marks = [.. machine.Tags!.Where(TagNames.IsResizing)];
        bool isSized = Refusal is not null || string.Equals(size, machine.Size, StringComparison.OrdinalIgnoreCase);
        bool isOff = machine.State == MachineState.Stopped;
        return (isSized, isOff, _marks.Length > 0) switch
        {
            (true, false, false) => Unmark + 1,
            (true, false, true) => Unmark,
            (true, true, _) => PowerOn,
            (false, _, false) => Mark,
            (false, true, true) => Resize,
            (false, false, true) => _shutdownSentAt is null || IsShuttingDown(now) ? Shutdown : PowerOff,
        };
    }

    private static MachineUpdate[] StepsOf(string size, bool growsDisk) =>
    [
        new() { AddTags = [growsDisk ? TagNames.ResizingDisk : TagNames.Resizing] },
        new() { Action = new MachineAction.Shutdown() },
        new() { Action = new MachineAction.PowerOff() },
        new() { Action = new MachineAction.Resize(size, growsDisk) },
        new() { Action = new MachineAction.PowerOn() },
        new() { RemoveTags = [TagNames.Resizing] },
    ];
}
