namespace Stagecraft.Fuzzing.Api;

/// <summary>How a body ends.</summary>
internal enum HostileEnd
{
    /// <summary>As it should.</summary>
    Ends,

    /// <summary>The connection breaks.</summary>
    Breaks,

    /// <summary>The body never ends; it is sent as fast as it is read.</summary>
    GoesOn,

    /// <summary>As it should, but a byte at a time and slowly.</summary>
    Drips,

    /// <summary>The body cannot be decompressed (gzip error).</summary>
    IsGarbled,

    /// <summary>The body cannot be decompressed (Brotli error).</summary>
    IsGarbledOtherwise,
}
