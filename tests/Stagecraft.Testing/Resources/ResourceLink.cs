using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Plans;
using Stagecraft.Providers;
using Stagecraft.Testing.Clouds;
using Stagecraft.Testing.Simulation;

namespace Stagecraft.Testing.Resources;

/// <summary>The network of one run to an account in memory: faults, and the end of the process at some request.</summary>
public sealed class ResourceLink(ResourceScenario scenario, MemoryCloud cloud, Dice dice, double faults, int? killAt) : MemoryLink
{
    private static readonly CloudFailure Lost = new(ErrorCodes.ApiError, "API error: no response", IsTransient: true);

    private readonly TaskCompletionSource _killed = new();
    private readonly Dictionary<string, (TimeSpan At, IReadOnlyList<Resource> Shown)> _reads = [];
    private readonly Dictionary<string, IReadOnlyList<Resource>> _known = [];
    private int _requests;

    /// <summary>How many requests that change the account were sent.</summary>
    public int Writes { get; private set; }

    /// <summary>The resources that the run may delete although that destroys something.</summary>
    public required IReadOnlyList<string> AllowLoss { get; init; }

    /// <summary>Default: converge.</summary>
    public PlanIntent Intent { get; init; } = PlanIntent.Converge;

    /// <summary>The names of what creates of the run have created immediately.</summary>
    public HashSet<string> Created { get; } = [];

    /// <summary>The plan; null while the run is planning.</summary>
    public InfraPlan? Plan { get; set; }

    /// <summary>Completes when the process ends.</summary>
    public Task Killed => _killed.Task;

    /// <summary>What the last list of the kind showed.</summary>
    public IReadOnlyList<Resource> Shown(string kind) =>
        _reads.TryGetValue(kind, out (TimeSpan At, IReadOnlyList<Resource> Shown) read) ? read.Shown : [];

    /// <summary>What the run knows of a kind: lists that are read together count when the last of them is read.</summary>
    public IReadOnlyList<Resource> Known(string kind) => _known.GetValueOrDefault(kind, []);

    public override async Task SendAsync(MemoryRequest request)
    {
        Writes += request.IsWrite ? 1 : 0;
        if (request.Kind == MemoryRequestKind.Create)
        {
            scenario.Creating(this);
        }

        await CountAsync().ConfigureAwait(false);
    }

    public async Task<ResourceList> ReadAsync(
        string kind, Func<IReadOnlyList<Resource>> list, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await CountAsync().ConfigureAwait(false);
        (long sentAt, TimeSpan at) = (cloud.Time.GetTimestamp(), cloud.Time.Elapsed);
        IReadOnlyList<Resource> shown = list();
        await DelayAsync(dice.Chance(faults / 4) ? dice.Between(3, 9) : 0.05).ConfigureAwait(false);
        if (dice.Chance(faults / 2))
        {
            throw new CloudException(Lost, FailureKind.Unclear);
        }

        _reads[kind] = (at, shown);
        cloud.Time.CreateTimer(_ => _known[kind] = shown, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        return new ResourceList(shown, sentAt);
    }

    public async Task<UpdateOutcome> WriteAsync(
        ResourceWrite write, Func<UpdateOutcome> act, Func<bool> precondition, CancellationToken cancellationToken)
    {
        if (dice.Chance(faults / 3))
        {
            await DelayAsync(dice.Between(5, 20)).ConfigureAwait(false);
        }

        if (cancellationToken.IsCancellationRequested || !precondition())
        {
            return new UpdateOutcome.Stale();
        }

        bool isFaulty = dice.Chance(faults);
        int fault = dice.Below(6);
        if (isFaulty && fault == 0)
        {
            return new UpdateOutcome.NotSent(Lost);
        }

        Writes++;
        scenario.Sending(this, write, cloud.Time.Elapsed - _reads[write.Kind].At);
        await CountAsync().ConfigureAwait(false);
        UpdateOutcome outcome = (isFaulty, fault) switch
        {
            (true, 1) => new UpdateOutcome.Unclear(Lost),
            (true, 2) => Late(act),
            (true, 3) => MemoryResources.Refused("API error: busy", isTransient: true),
            (true, 4) => Unclear(act),
            (true, 5) when faults > 0.3 => MemoryResources.Refused("API error: no"),
            _ => act(),
        };
        if (write.Id is null && (outcome is UpdateOutcome.Accepted || (isFaulty && fault == 4)))
        {
            Created.Add(write.CloudName);
        }

        await CountAsync().ConfigureAwait(false);
        await DelayAsync(0.05).ConfigureAwait(false);
        return outcome;
    }

    private UpdateOutcome Late(Func<UpdateOutcome> act)
    {
        TimeSpan late = dice.Unit() * 0.8 * cloud.Traits.Settle;
        cloud.Time.CreateTimer(_ => act(), null, late, Timeout.InfiniteTimeSpan);
        return new UpdateOutcome.Unclear(Lost);
    }

    private static UpdateOutcome.Unclear Unclear(Func<UpdateOutcome> act)
    {
        act();
        return new(Lost);
    }

    private Task DelayAsync(double seconds) => Pause.TryForAsync(TimeSpan.FromSeconds(seconds), cloud.Time, CancellationToken.None);

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
