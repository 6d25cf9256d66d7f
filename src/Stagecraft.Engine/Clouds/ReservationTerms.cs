namespace Stagecraft.Engine.Clouds;

/// <summary>A kind of addresses that can be reserved for a host.</summary>
/// <param name="HostKey">The key of a host that declares an address, for example <c>reserved_ip</c>.</param>
/// <param name="MonthlyUnassigned">The list price per month of an address that is not assigned; null if it is unknown.</param>
public sealed record ReservationTerms(string HostKey, decimal? MonthlyUnassigned);
