namespace Stagecraft.Engine.Testing;

/// <summary>How requests fail.</summary>
public enum HarnessFault
{
    /// <summary>The cloud refuses writes. If it can, its message repeats the request, credentials included.</summary>
    WriteRefused,

    /// <summary>Writes do not reach the cloud: they have no effect, and there is no response.</summary>
    WriteLost,

    /// <summary>Writes take effect, and there is no response.</summary>
    ResponseLost,

    /// <summary>Reads get no response.</summary>
    ReadFailed,

    /// <summary>The first request of a read succeeds, and a later one of the same read fails.</summary>
    ReadFailedInPart,
}
