using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Rollouts;

/// <summary>The network of one run: faults, and the end of the process at some request.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="cloud">The account.</param>
/// <param name="dice">The dice of the run.</param>
/// <param name="faults">The probability of a fault.</param>
/// <param name="killAt">The request at which the process ends; null for none.</param>
public sealed class RolloutLink(RolloutScenario scenario, MemoryCloud cloud, Dice dice, double faults, int? killAt) : MemoryLink
{
    private static readonly MemoryFault[] OfWrites =
        [MemoryFault.LostBefore, MemoryFault.LostAfter, MemoryFault.NotSent, MemoryFault.Throttled, MemoryFault.NoEffect];

    private readonly TaskCompletionSource _killed = new();
    private int _requests;

    /// <summary>How many requests that change the account were sent.</summary>
    public int Writes { get; private set; }

    /// <summary>How many requests were sent.</summary>
    public int Requests => _requests;

    /// <summary>The hosts that the run has reported as failed.</summary>
    public HashSet<string> Failed { get; } = [];

    /// <summary>Whether the run has reported a host as skipped.</summary>
    public bool HasSkipped { get; set; }

    /// <summary>Whether another run was active at the same time.</summary>
    public bool HasOverlapped { get; set; }

    /// <summary>Whether the run creates a snapshot of each machine that its plan deletes.</summary>
    public bool HasSnapshots { get; init; }

    /// <summary>What the run replaces, as text.</summary>
    public string Selection { get; set; } = "";

    /// <summary>When the run sent the first shutdown of each machine.</summary>
    public Dictionary<ResourceId, TimeSpan> ShutdownAt { get; } = [];

    /// <summary>The plan; null while the run is planning.</summary>
    public InfraPlan? Plan { get; set; }

    /// <summary>Completes when the process ends.</summary>
    public Task Killed => _killed.Task;

    public override MemoryFault Choose(MemoryRequest request)
    {
        if (!dice.Chance(faults))
        {
            return MemoryFault.None;
        }

        return !request.IsWrite ? dice.Pick([MemoryFault.ReadFailed, MemoryFault.Slow])
            : request.Update is { Action: MachineAction.Resize } && dice.Chance(0.3) ? MemoryFault.Refused
            : request.Kind == MemoryRequestKind.Create && dice.Chance(0.3) ? MemoryFault.LateCommit
            : dice.Pick(OfWrites) is var fault && (fault == MemoryFault.NoEffect) && request.Kind == MemoryRequestKind.Create
                ? MemoryFault.LostAfter
            : fault;
    }

    public override async Task SendAsync(MemoryRequest request)
    {
        await CountAsync().ConfigureAwait(false);
        if (request.IsWrite)
        {
            Writes++;
            scenario.Sending(this, request);
        }
    }

    public override void Acted(MemoryRequest request, IReadOnlyList<MemoryMachine> made, MemoryFault fault, TimeSpan? late) =>
        scenario.Created(this, made);

    public override async Task ReturnAsync(MemoryRequest request, IReadOnlyList<Machine> shown, MemoryFault fault)
    {
        scenario.Log(() => $"{request} {Described(request)}{fault} {string.Join(' ', shown.Select(m => $"{m.Name}/{m.Id}/{m.Status}"))}");
        await CountAsync().ConfigureAwait(false);
        await Pause.TryForAsync(TimeSpan.FromSeconds(0.05), cloud.Time, CancellationToken.None).ConfigureAwait(false);
    }

    public override TimeSpan Delay(MemoryFault fault, TimeSpan most) => dice.Unit() * most;

    private static string Described(MemoryRequest request) => request.Update is not { } update ? ""
        : update.Action is { } action ? $"{action} "
        : $"+{string.Join(',', update.AddTags)} -{string.Join(',', update.RemoveTags)} ";

    // A killed process does not continue.
    private Task CountAsync()
    {
        if (++_requests != killAt)
        {
            return _killed.Task.IsCompleted ? new TaskCompletionSource().Task : Task.CompletedTask;
        }

        _killed.TrySetResult();
        return new TaskCompletionSource().Task;
    }
}
