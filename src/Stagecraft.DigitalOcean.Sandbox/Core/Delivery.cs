namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>What a host does with an answer.</summary>
internal enum Delivery
{
    Whole,

    /// <summary>The body breaks off in the middle.</summary>
    CutShort,

    /// <summary>The connection breaks without a byte of it.</summary>
    Broken,

    /// <summary>Nothing is sent, and the connection stays.</summary>
    Never,
}
