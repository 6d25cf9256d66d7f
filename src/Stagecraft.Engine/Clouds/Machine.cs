namespace Stagecraft.Engine.Clouds;

/// <summary>A machine as the cloud shows it. A driver derives from it to show properties of its own.</summary>
public record Machine
{
    /// <summary>The id.</summary>
    public required ResourceId Id { get; init; }

    /// <summary>The name; other machines may have the same.</summary>
    public required string Name { get; init; }

    /// <summary>What the status means for the engine.</summary>
    public required MachineState State { get; init; }

    /// <summary>The status in the cloud's own words, for texts.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the cloud is working on the machine, so that a delete would be refused. Default: false.</summary>
    public bool IsBusy { get; init; }

    /// <summary>When it was created, by the cloud's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The size.</summary>
    public required string Size { get; init; }

    /// <summary>The tags in the cloud's spelling; null if the credentials do not permit reading tags.</summary>
    public required IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The machine's own public IPv4 address, or null.</summary>
    public string? PublicIpv4 { get; init; }

    /// <summary>A public IPv4 address that is assigned to the machine and can be assigned to another one, or null.</summary>
    public string? ReservedIpv4 { get; init; }

    /// <summary>The private IPv4 address, or null.</summary>
    public string? PrivateIpv4 { get; init; }

    /// <summary>The public IPv6 address, or null.</summary>
    public string? PublicIpv6 { get; init; }

    /// <summary>The actual value of a property, in the form of the declared value; null, the default, if the cloud does not show
    /// it.</summary>
    /// <param name="declared">The property, as declared.</param>
    public virtual string? ActualOf(DeclaredProperty declared) => null;

    /// <summary>Whether the cloud is working on it for another reason than its boot: it may be about to be deleted.</summary>
    internal bool IsLocked => (IsBusy && State != MachineState.Starting) || State == MachineState.Terminating;
}
