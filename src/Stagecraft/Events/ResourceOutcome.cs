using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The outcome of a resource other than a host that a plan changes.</summary>
/// <param name="Kind">One of <see cref="ResourceKind"/>, except <see cref="ResourceKind.Host"/>.</param>
/// <param name="Name">The name in the config, or null if its marks give none.</param>
/// <param name="CloudName">The name in the cloud.</param>
/// <param name="Id">The id, or null if it is not known.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Code">The error code of a failure, else null.</param>
/// <param name="Message">The error, or the reason for skipping it; else null.</param>
public sealed record ResourceOutcome(
    string Kind, string? Name, string CloudName, ResourceId? Id, OutcomeKind Outcome, string? Code = null, string? Message = null);
