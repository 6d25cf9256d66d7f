using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A resource is changed and not ready yet, or the cloud refused a change for now. The event occurs again when the status
/// changes.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>, except <see cref="ResourceKind.Host"/>.</param>
/// <param name="Name">The name in the config, or null if its marks give none.</param>
/// <param name="CloudName">The name in the cloud.</param>
/// <param name="Id">The id, or null if it is not known.</param>
/// <param name="Status">The status that the API reports, or the reason of the refusal.</param>
public sealed record ResourceWaiting(string Kind, string? Name, string CloudName, ResourceId? Id, string Status)
    : ResourceEvent(Kind, Name, CloudName, Id);
