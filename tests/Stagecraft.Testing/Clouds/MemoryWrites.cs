using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Clouds;

/// <summary>The writes of a connection to a cloud in memory.</summary>
internal sealed class MemoryWrites(MemoryCloud cloud, MemoryLink link, CloudContext context)
{
    private static readonly CloudFailure Lost = new(ErrorCodes.ApiError, "API error: no response", IsTransient: true);
    private static readonly CloudFailure Forbidden = new(ErrorCodes.Forbidden, "the credentials do not permit this");
    private static readonly CloudFailure Limited = new(ErrorCodes.RateLimited, "too many requests", IsTransient: true);
    private static readonly CloudFailure Invalid = new(ErrorCodes.ApiError, "API error: invalid request");
    private static readonly CloudFailure Unknown = new(ErrorCodes.ApiError, "API error: there is no such machine");

    public TimeSpan ThrottledTime { get; private set; }

    public async Task ThrottleAsync(CancellationToken cancellationToken)
    {
        long before = context.TimeProvider.GetTimestamp();
        TimeSpan wait = link.Delay(MemoryFault.Throttled, TimeSpan.FromSeconds(40));
        context.Progress?.Report(new RateLimitWait(wait, "minute"));
        await Pause.TryForAsync(wait, context.TimeProvider, cancellationToken).ConfigureAwait(false);
        ThrottledTime += context.TimeProvider.GetElapsedTime(before);
    }

    public async Task<CreateOutcome> CreateAsync(CreateOrder order, Func<bool> precondition, CancellationToken cancellationToken)
    {
        MemoryRequest request = new(MemoryRequestKind.Create, [], order);
        MemoryFault fault = link.Choose(request);
        await DelayAsync(fault, cancellationToken).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested || !precondition())
        {
            return new CreateOutcome.Stale();
        }

        if (fault is MemoryFault.NotSent or MemoryFault.RateLimited)
        {
            return new CreateOutcome.NotSent(fault == MemoryFault.RateLimited ? Limited : Lost);
        }

        await link.SendAsync(request).ConfigureAwait(false);
        CreateOutcome outcome = Create(request, order, fault);
        if (fault == MemoryFault.Slow)
        {
            await Pause.ForAsync(link.Delay(fault, TimeSpan.FromSeconds(60)), cloud.Time, CancellationToken.None).ConfigureAwait(false);
        }

        await link.ReturnAsync(request, [], fault).ConfigureAwait(false);
        return outcome;
    }

    public async Task<DeleteOutcome> DeleteAsync(ResourceId id, Func<bool> precondition, CancellationToken cancellationToken)
    {
        MemoryRequest request = new(MemoryRequestKind.Delete, [id]);
        MemoryFault fault = link.Choose(request);
        await DelayAsync(fault, cancellationToken).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested || !precondition())
        {
            return new DeleteOutcome.Stale();
        }

        await link.SendAsync(request).ConfigureAwait(false);
        DeleteOutcome outcome = Delete(request, id, fault == MemoryFault.Repeated ? MemoryFault.LostBefore : fault);
        await link.ReturnAsync(request, [], fault).ConfigureAwait(false);
        if (fault != MemoryFault.Repeated)
        {
            return outcome;
        }

        await Pause.TryForAsync(link.Delay(fault, TimeSpan.FromSeconds(12)), context.TimeProvider, cancellationToken).ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested || !precondition())
        {
            return new DeleteOutcome.Failed(Lost);
        }

        await link.SendAsync(request).ConfigureAwait(false);
        outcome = Delete(request, id, MemoryFault.None);
        await link.ReturnAsync(request, [], MemoryFault.None).ConfigureAwait(false);
        return outcome;
    }

    public async Task<UpdateOutcome> UpdateAsync(
        IReadOnlyList<ResourceId> ids, MachineUpdate update, Func<bool> precondition, CancellationToken cancellationToken)
    {
        MemoryRequest request = new(MemoryRequestKind.Update, ids, Update: update);
        MemoryFault fault = link.Choose(request);
        await DelayAsync(fault, cancellationToken).ConfigureAwait(false);
        if (fault is MemoryFault.NotSent or MemoryFault.RateLimited)
        {
            return new UpdateOutcome.NotSent(fault == MemoryFault.RateLimited ? Limited : Lost);
        }

        if (cancellationToken.IsCancellationRequested || !precondition())
        {
            return new UpdateOutcome.Stale();
        }

        await link.SendAsync(request).ConfigureAwait(false);
        UpdateOutcome outcome = Update(request, fault);
        await link.ReturnAsync(request, [], fault).ConfigureAwait(false);
        return outcome;
    }

    private async Task DelayAsync(MemoryFault fault, CancellationToken cancellationToken)
    {
        if (fault == MemoryFault.Throttled)
        {
            await ThrottleAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private CreateOutcome Create(MemoryRequest request, CreateOrder order, MemoryFault fault)
    {
        if (fault == MemoryFault.LateCommit)
        {
            // A commit within the settle window is what the engine relies on.
            TimeSpan late = link.Delay(fault, 0.9 * (cloud.Traits.Settle - TimeSpan.FromSeconds(1)));
            cloud.Time.CreateTimer(_ => Commit(request, order, fault, order.Hosts.Count), null, late, Timeout.InfiniteTimeSpan);
            link.Acted(request, [], fault, late);
            return new CreateOutcome.Unclear(Lost);
        }

        if (fault is MemoryFault.Refused or MemoryFault.Forbidden or MemoryFault.LostBefore)
        {
            link.Acted(request, [], fault, null);
            return fault == MemoryFault.LostBefore
                ? new CreateOutcome.Unclear(Lost)
                : new CreateOutcome.Refused(fault == MemoryFault.Forbidden ? Forbidden : Invalid);
        }

        int count = fault == MemoryFault.PartialCreate ? (order.Hosts.Count + 1) / 2 : order.Hosts.Count;
        IReadOnlyList<MemoryMachine>? made = Commit(request, order, fault, count);
        if (fault == MemoryFault.LostAfter)
        {
            return new CreateOutcome.Unclear(Lost);
        }

        return made is null
            ? new CreateOutcome.Refused(new(ErrorCodes.MachineExists, "a machine with this name exists"))
            : new CreateOutcome.Accepted([.. made.Skip(fault == MemoryFault.UnnamedInResponse ? 1 : 0).Select(m => m.Truth)]);
    }

    private IReadOnlyList<MemoryMachine>? Commit(MemoryRequest request, CreateOrder order, MemoryFault fault, int count)
    {
        if (cloud.OfToken(order.Token) is { } known)
        {
            link.Acted(request, [], fault, null);
            link.Recognized(known);
            return known;
        }

        if (order.Hosts.Any(h => cloud.IsTaken(h.MachineName)))
        {
            link.Acted(request, [], fault, null);
            return null;
        }

        IReadOnlyList<MemoryMachine> made = cloud.Create(order, count);
        foreach (MemoryMachine machine in made)
        {
            if (fault == MemoryFault.Stopped)
            {
                machine.Later(cloud.Time.Elapsed + cloud.Traits.Boot, m => m with { State = MachineState.Stopped, Status = "off" });
            }
            else if (fault == MemoryFault.Vanishes)
            {
                cloud.Time.CreateTimer(_ => Vanish(machine), null, cloud.Traits.Boot / 2, Timeout.InfiniteTimeSpan);
            }
        }

        link.Acted(request, made, fault, null);
        return made;
    }

    private void Vanish(MemoryMachine machine)
    {
        cloud.Delete(machine);
        link.Vanished(machine);
    }

    private DeleteOutcome Delete(MemoryRequest request, ResourceId id, MemoryFault fault)
    {
        link.Acted(request, [], fault, null);
        MemoryMachine? machine = cloud.Find(id);
        switch (fault)
        {
            case MemoryFault.Refused or MemoryFault.Forbidden:
                return new DeleteOutcome.Refused(fault == MemoryFault.Forbidden ? Forbidden : Invalid);
            case MemoryFault.RateLimited:
                return new DeleteOutcome.Failed(Limited);
            case MemoryFault.LostBefore or MemoryFault.NotSent:
                return new DeleteOutcome.Failed(Lost);
        }

        if (machine?.Read(cloud.Time.Elapsed) is null)
        {
            // A fresh machine is not found yet.
            return fault == MemoryFault.LostAfter ? new DeleteOutcome.Failed(Lost) : new DeleteOutcome.NotFound();
        }

        if (machine.Truth.IsBusy && machine.IsLive)
        {
            return fault == MemoryFault.LostAfter
                ? new DeleteOutcome.Failed(Lost)
                : new DeleteOutcome.Pending(new(ErrorCodes.ApiError, "the machine is busy"));
        }

        if (fault == MemoryFault.LateCommit)
        {
            cloud.Time.CreateTimer(_ => cloud.Delete(machine), null, link.Delay(fault, cloud.Traits.Settle / 2), Timeout.InfiniteTimeSpan);
            return new DeleteOutcome.Failed(Lost);
        }

        if (fault != MemoryFault.NoEffect)
        {
            cloud.Delete(machine);
        }

        return fault == MemoryFault.LostAfter ? new DeleteOutcome.Failed(Lost) : new DeleteOutcome.Accepted();
    }

    private UpdateOutcome Update(MemoryRequest request, MemoryFault fault)
    {
        link.Acted(request, [], fault, null);
        if (fault is MemoryFault.Refused or MemoryFault.Forbidden)
        {
            return new UpdateOutcome.Refused(fault == MemoryFault.Forbidden ? Forbidden : Invalid);
        }

        if (fault == MemoryFault.LostBefore)
        {
            return new UpdateOutcome.Unclear(Lost);
        }

        MemoryMachine?[] machines = [.. request.Ids.Select(cloud.Find).Select(m => m?.IsGone == false ? m : null)];
        if (machines.Any(m => m is null))
        {
            return new UpdateOutcome.NotFound(Unknown);
        }

        bool isRefused = request.Update!.Action is { } action
            ? !MemoryCloud.Permits(machines.Single()!.Truth, action)
            : request.Update.Property is not null && machines.Single()!.Truth.IsBusy;
        if (isRefused)
        {
            return fault == MemoryFault.LostAfter ? new UpdateOutcome.Unclear(Lost) : new UpdateOutcome.Refused(Invalid);
        }

        foreach (MemoryMachine? machine in fault == MemoryFault.NoEffect ? [] : machines)
        {
            cloud.Update(machine!, request.Update!);
        }

        return fault == MemoryFault.LostAfter ? new UpdateOutcome.Unclear(Lost) : new UpdateOutcome.Accepted();
    }
}
