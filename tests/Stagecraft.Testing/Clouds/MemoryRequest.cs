using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Clouds;

/// <summary>A request to a cloud in memory.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Ids">The machines that it reads, updates or deletes.</param>
/// <param name="Order">What it creates.</param>
/// <param name="Update">How it changes machines.</param>
public sealed record MemoryRequest(
    MemoryRequestKind Kind, IReadOnlyList<ResourceId> Ids, CreateOrder? Order = null, MachineUpdate? Update = null)
{
    /// <summary>Its number in the run.</summary>
    public int Number { get; set; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset SentAt { get; set; }

    public bool IsWrite => Kind is MemoryRequestKind.Create or MemoryRequestKind.Delete or MemoryRequestKind.Update;

    public override string ToString() =>
        Order is null
            ? $"{Kind} {string.Join(' ', Ids)}"
            : $"{Kind} {string.Join(' ', Order.Hosts.Select(h => h.MachineName))} {Order.Token[..6]}";
}
