using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>A machine as the cloud shows it.</summary>
internal sealed record Machine
{
    public required MachineId Id { get; init; }

    /// <summary>The name; whether names are unique depends on the cloud.</summary>
    public required string Name { get; init; }

    /// <summary>What the status means for the engine.</summary>
    public required MachineState State { get; init; }

    /// <summary>The status in the cloud's own words, for texts.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the cloud is working on the machine, so that a delete would be refused.</summary>
    public required bool IsBusy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Region { get; init; }

    public required string Size { get; init; }

    /// <summary>In the cloud's spelling; null if the credentials do not permit reading tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public string? PublicIpv4 { get; init; }

    public string? PrivateIpv4 { get; init; }

    public string? PublicIpv6 { get; init; }
}
