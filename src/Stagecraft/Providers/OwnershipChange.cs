using Stagecraft.Plans;

namespace Stagecraft.Providers;

/// <summary>What adopting, forgetting or renaming a machine, or ending its protection, does.</summary>
public sealed record OwnershipChange
{
    /// <summary>What is done.</summary>
    public required OwnershipAction Action { get; init; }

    /// <summary>The machine before the change. Its name is that of the host it is, or is to be; null where it is none.</summary>
    public required HostStatus Machine { get; init; }

    /// <summary>The host that the machine becomes by <see cref="OwnershipAction.Rename"/>; null for any other action.</summary>
    public string? NewHost { get; init; }

    /// <summary>The name that the machine gets in the cloud by <see cref="OwnershipAction.Rename"/>; null if its name stays.</summary>
    public string? NewMachineName { get; init; }

    /// <summary>The tags that it gets, in the order in which they are added.</summary>
    public IReadOnlyList<string> Add { get; init; } = [];

    /// <summary>The tags that are taken from it, in the order in which that is done, spelled as the account does. A tag that it
    /// also gets is set only during the change.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>The fields that plans will report as drift afterwards, sorted by name.</summary>
    public IReadOnlyList<FieldDifference> Drift { get; init; } = [];

    /// <summary>What a reader should know before it is done.</summary>
    public IReadOnlyList<PlanWarning> Warnings { get; init; } = [];

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Add.Count == 0 && Remove.Count == 0 && NewMachineName is null;
}
