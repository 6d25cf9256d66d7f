using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>A resource could not be created, changed or deleted. Others continue.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>, except <see cref="ResourceKind.Host"/>.</param>
/// <param name="Name">The name in the config, or null if its marks give none.</param>
/// <param name="CloudName">The name in the cloud.</param>
/// <param name="Id">The id, or null if it is not known.</param>
/// <param name="Code">One of the error codes.</param>
/// <param name="Message">The error message.</param>
public sealed record ResourceFailed(string Kind, string? Name, string CloudName, ResourceId? Id, string Code, string Message)
    : ResourceEvent(Kind, Name, CloudName, Id);
