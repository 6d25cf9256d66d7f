using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>No request was sent for a resource that the plan changes.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>, except <see cref="ResourceKind.Host"/>.</param>
/// <param name="Name">The name in the config, or null if its marks give none.</param>
/// <param name="CloudName">The name in the cloud.</param>
/// <param name="Id">The id, or null if it is not known.</param>
/// <param name="Reason">The reason, in one sentence.</param>
public sealed record ResourceSkipped(string Kind, string? Name, string CloudName, ResourceId? Id, string Reason)
    : ResourceEvent(Kind, Name, CloudName, Id);
