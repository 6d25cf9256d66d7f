using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>The outcome of one host or machine.</summary>
/// <param name="Name">The host's name, or null where the machine's name gives no valid one.</param>
/// <param name="MachineName">The machine's name.</param>
/// <param name="Kind">The outcome.</param>
/// <param name="Id">The machine's id, or null where none is known.</param>
/// <param name="PublicIpv4">The public IPv4 address, or null.</param>
/// <param name="PrivateIpv4">The private IPv4 address, or null.</param>
/// <param name="Code">The error code of a failure, else null.</param>
/// <param name="Message">The error, or the reason for skipping it; else null.</param>
public sealed record HostOutcome(
    string? Name, string MachineName, OutcomeKind Kind, ResourceId? Id = null,
    string? PublicIpv4 = null, string? PrivateIpv4 = null, string? Code = null, string? Message = null)
{
    /// <summary>The confirmed readiness of the host (<c>ssh</c>, <c>cloud-init</c>, <c>http</c>); null if it was not probed or not
    /// confirmed.</summary>
    public string? Ready { get; init; }

    /// <summary>The role, or null where it is unknown.</summary>
    public string? Role { get; init; }

    /// <summary>The size slug, or null where it is unknown.</summary>
    public string? Size { get; init; }

    /// <summary>The region slug, or null where it is unknown.</summary>
    public string? Region { get; init; }

    /// <summary>The name of the complete snapshot of the machine, or null.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Whether the machine is no longer listed, although it was before: whether it exists is unknown. Default: false.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether the create request of the host was refused or not sent, so that no machine was created.</summary>
    public bool IsCreateRefused { get; init; }
}
