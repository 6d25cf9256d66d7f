using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The first request that changes a resource is about to be sent.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>, except <see cref="ResourceKind.Host"/>.</param>
/// <param name="Name">The name in the config, or null if its marks give none.</param>
/// <param name="CloudName">The name in the cloud.</param>
/// <param name="Id">The id, or null if it is not known.</param>
/// <param name="Action">Create, update or delete.</param>
public sealed record ResourceStarted(string Kind, string? Name, string CloudName, ResourceId? Id, ResourceActions Action)
    : ResourceEvent(Kind, Name, CloudName, Id);
