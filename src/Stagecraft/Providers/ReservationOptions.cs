namespace Stagecraft.Providers;

/// <summary>The host that an address is reserved for.</summary>
public sealed record ReservationOptions : AccountOptions
{
    /// <summary>The environment. It must be declared.</summary>
    public required string Environment { get; init; }

    /// <summary>The name of a declared host.</summary>
    public required string Host { get; init; }
}
