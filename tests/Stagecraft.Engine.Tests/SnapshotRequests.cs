using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Engine.Tests;

/// <summary>Records the writes, and whether a deleted machine has its snapshot.</summary>
internal sealed class SnapshotRequests(MemoryCloud cloud) : MemoryLink
{
    private readonly List<TimeSpan> _snapshots = [];

    public List<string> Writes { get; } = [];

    public IEnumerable<string> Deletes => Writes.Where(w => w.StartsWith("delete", StringComparison.Ordinal));

    /// <summary>The fault of the first requests for a snapshot.</summary>
    public MemoryFault Fault { get; init; }

    public int Times { get; set; }

    /// <summary>The only machine with faults; null for all.</summary>
    public ResourceId? Only { get; init; }

    /// <summary>Whether the first list shows a snapshot that is complete three minutes later.</summary>
    public bool ListsIncomplete { get; set; }

    public TimeSpan FirstSnapshotAt => _snapshots[0];

    /// <summary>The times between two requests for a snapshot.</summary>
    public IEnumerable<TimeSpan> Gaps => _snapshots.Zip(_snapshots.Skip(1), (a, b) => b - a);

    /// <summary>The name of the snapshot of a machine.</summary>
    public static string NameOf(MemoryMachine machine) => $"{machine.Name}-{machine.Id}";

    public override MemoryFault Choose(MemoryRequest request) =>
        request.Update?.Action is MachineAction.Snapshot && request.Ids.Contains(Only ?? request.Ids[0]) && Times-- > 0
            ? Fault
            : MemoryFault.None;

    public override Task SendAsync(MemoryRequest request)
    {
        if (ListsIncomplete && request.Kind == MemoryRequestKind.Snapshots)
        {
            ListsIncomplete = false;
            MemoryMachine saved = cloud.Find(request.Ids[0])!;
            saved.Save(cloud.Time.Elapsed, NameOf(saved));
            saved.Change(cloud.Time.Elapsed, m => m with { IsBusy = true });
            saved.Later(cloud.Time.Elapsed + TimeSpan.FromMinutes(3), m => m with { IsBusy = false });
        }

        string? host = request.Ids is [var id] ? cloud.Find(id)?.Name[8..] : null;
        if (request.Update?.Action is MachineAction.Snapshot)
        {
            _snapshots.Add(cloud.Time.Elapsed);
            Writes.Add($"snapshot {host}");
        }
        else if (request.Kind == MemoryRequestKind.Delete)
        {
            MemoryMachine machine = cloud.Find(request.Ids[0])!;
            Writes.Add($"delete {host}{(machine.Snapshots.Contains(NameOf(machine)) ? " saved" : "")}");
        }
        else if (request.IsWrite)
        {
            Writes.Add($"{request.Kind.ToString().ToLowerInvariant()} {host}");
        }

        return Task.CompletedTask;
    }
}
