namespace Stagecraft.Sandbox.Http;

/// <summary>How a host sends a response.</summary>
internal enum Delivery
{
    Complete,

    /// <summary>The body is truncated.</summary>
    Truncated,

    /// <summary>The connection is dropped before the first byte.</summary>
    Dropped,

    /// <summary>Nothing is sent, and the connection stays open.</summary>
    None,
}
