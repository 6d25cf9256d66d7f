namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>What a host does with an answer.</summary>
internal enum Delivery
{
    Complete,

    /// <summary>The body breaks off in the middle.</summary>
    Truncated,

    /// <summary>The connection breaks without a byte of it.</summary>
    Dropped,

    /// <summary>Nothing is sent, and the connection stays.</summary>
    None,
}
