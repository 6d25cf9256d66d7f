namespace Stagecraft.Providers;

/// <summary>A public address that is reserved for a host, before or after the reservation.</summary>
public sealed record AddressReservation
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>The region of the address: that of the host's machine, or the declared one without a machine.</summary>
    public required string Region { get; init; }

    /// <summary>The key of a host that declares the address, for example <c>reserved_ip</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The list price per month while the address is not assigned; null if it is unknown.</summary>
    public decimal? MonthlyUnassigned { get; init; }

    /// <summary>The currency of the price.</summary>
    public required string Currency { get; init; }

    /// <summary>The addresses of the region that are not assigned and that the file does not declare, sorted ordinally. One of them can be
    /// declared instead.</summary>
    public IReadOnlyList<string> Unassigned { get; init; } = [];

    /// <summary>The new address; null in a preview.</summary>
    public string? Address { get; init; }

    /// <summary>Whether a read of the account shows the new address. Default: false.</summary>
    public bool IsConfirmed { get; init; }
}
