using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>An event of a resource other than a host.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>, except <see cref="ResourceKind.Host"/>.</param>
/// <param name="Name">The name in the config, or null if its marks give none.</param>
/// <param name="CloudName">The name in the cloud.</param>
/// <param name="Id">The id, or null if it is not known.</param>
public abstract record ResourceEvent(string Kind, string? Name, string CloudName, ResourceId? Id) : InfraEvent;
