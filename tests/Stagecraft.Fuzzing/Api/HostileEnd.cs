namespace Stagecraft.Fuzzing.Api;

/// <summary>How a body ends.</summary>
internal enum HostileEnd
{
    /// <summary>As it should.</summary>
    Ends,

    /// <summary>The connection breaks.</summary>
    Breaks,

    /// <summary>Never: it goes on and on, as fast as it is read.</summary>
    GoesOn,

    /// <summary>As it should, but a byte at a time and slowly.</summary>
    Drips,

    /// <summary>What was compressed cannot be unpacked (as gzip tells it).</summary>
    IsGarbled,

    /// <summary>What was compressed cannot be unpacked (as Brotli tells it).</summary>
    IsGarbledOtherwise,
}
