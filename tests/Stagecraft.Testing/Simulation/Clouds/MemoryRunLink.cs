using Stagecraft.Engine.Clouds;
using Stagecraft.Testing.Clouds;
using static Stagecraft.Testing.Clouds.MemoryFault;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>The way from one run to a cloud in memory, with faults.</summary>
internal sealed class MemoryRunLink(RunLink link) : MemoryLink
{
    private static readonly MemoryFault[] OfReads = [ReadFailed, ReadFailed, Forbidden, RateLimited, Throttled, Slow];
    private static readonly MemoryFault[] OfUpdates = [Refused, Forbidden, RateLimited, Throttled, NotSent, LostBefore, LostAfter];
    private static readonly MemoryFault[] OfDeletes = [.. OfUpdates, LateCommit, NoEffect, Repeated];
    private static readonly MemoryFault[] OfCreates =
    [
        .. OfUpdates, LostBefore, LostAfter, LateCommit, LateCommit, Slow, UnnamedInResponse, PartialCreate, Stopped, Vanishes,
    ];

    private readonly FaultChoice<MemoryFault> _faults = new(link.World, link.Run.Number, [Forbidden, RateLimited], RateLimited);
    private readonly Dice _delays = new(link.World.Seed, 12, link.Run.Number);
    private int _chosen;

    public override MemoryFault Choose(MemoryRequest request)
    {
        if (request.Kind == MemoryRequestKind.Create)
        {
            // The run has decided; the request may be held back now.
            link.Invariants.Deciding(link.Run, Names(request), link.Reads);
        }

        MemoryFault[] kinds = request.Kind switch
        {
            MemoryRequestKind.Create => OfCreates,
            MemoryRequestKind.Delete => OfDeletes,
            MemoryRequestKind.Update => OfUpdates,
            MemoryRequestKind.Log => [.. OfReads, LogForbidden, LogForbidden],
            _ => OfReads,
        };
        if (link.Run.IsLast || _faults.Next(kinds, request.IsWrite, ++_chosen) is not { } chosen)
        {
            return None;
        }

        link.World.Counts.Hit(chosen.Fault, request.Kind.ToString());
        return chosen.Fault;
    }

    public override async Task SendAsync(MemoryRequest request)
    {
        RunRequest what = new(KindOf(request), request.ToString())
        {
            Names = Names(request),
            Ids = request.Ids,
            Updated = request.Update is not { } update ? null
                : update.RemoveTags.Count > 0 ? $"-{update.RemoveTags[0]}" : update.Property?.Name ?? update.AddTags[0],
        };
        request.Number = await link.BeginAsync(what);
        request.SentAt = link.World.Now;
        await link.SendAsync(what, request.Number, CancellationToken.None);
    }

    public override void Acted(MemoryRequest request, IReadOnlyList<MemoryMachine> made, MemoryFault fault, TimeSpan? late)
    {
        link.World.Record($"run {link.Run.Number}: {request.Number} {request}: "
            + $"{fault}{(made.Count > 0 ? " made " + string.Join(' ', made.Select(m => m.Id)) : "")}"
            + (late is null ? "" : $" in {late.Value.TotalSeconds:0.0} s"));
        if (request.Kind == MemoryRequestKind.Create)
        {
            Created(Names(request), [.. made.Select(m => m.Actual)], fault, late);
        }
        else if (fault == NoEffect)
        {
            link.Invariants.Ignored(request.Ids[0]);
        }
        else if (fault is None or LostAfter or Throttled && request.Ids.All(id => TakesEffect(request.Update is { Property: null }, id)))
        {
            link.Invariants.Changed(link.Run);
        }
    }

    public override void Recognized(IReadOnlyList<MemoryMachine> known) =>
        link.Invariants.Recognized(link.Run, known.Select(m => m.Id));

    public override void Vanished(MemoryMachine machine) => link.Invariants.Meddle(machine.Actual);

    public override async Task ReturnAsync(MemoryRequest request, IReadOnlyList<Machine> shown, MemoryFault fault)
    {
        if (!request.IsWrite)
        {
            link.World.Trace(
                () => $"run {link.Run.Number}: {request.Number} {request}: {fault} "
                    + string.Join(' ', shown.Select(m => $"{m.Name}/{m.Id}/{m.Status}")));
        }

        await link.ReceiveAsync(request.Number, () => Task.FromResult(true), CancellationToken.None);
        link.Reads.Add(request.SentAt, () => shown);
    }

    public override TimeSpan Delay(MemoryFault fault, TimeSpan most) => _delays.Unit() * most;

    private static string[] Names(MemoryRequest request) => [.. request.Order?.Hosts.Select(h => h.MachineName) ?? []];

    private void Created(string[] names, Machine[] made, MemoryFault fault, TimeSpan? late)
    {
        bool isSure = late is null && fault is not (LateCommit or LostBefore or LostAfter or UnnamedInResponse or PartialCreate)
            && !link.Run.Crashed.IsCompleted;
        link.Invariants.Unsure(isSure ? [] : names);
        if (late is { } delay)
        {
            link.Invariants.Changed(link.Run);
            link.Invariants.WillMake(link.Run, names, link.World.Now + delay);
        }
        else if (made.Length > 0)
        {
            link.Invariants.Changed(link.Run);
            link.Invariants.Made(link.Run, made, isSure);
        }
    }

    private bool TakesEffect(bool isUpdateOfTags, Plans.ResourceId id) => link.World.Cloud.Find(id) is { } machine
        && (isUpdateOfTags || (machine.IsLive() && !machine.IsBusy));

    private static RunRequestKind KindOf(MemoryRequest request) => request.Kind switch
    {
        MemoryRequestKind.Create => RunRequestKind.Create,
        MemoryRequestKind.Delete => RunRequestKind.Delete,
        MemoryRequestKind.Update => RunRequestKind.Update,
        _ => RunRequestKind.Read,
    };
}
