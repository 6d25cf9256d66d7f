namespace Stagecraft.Plans;

/// <summary>Why a machine is to be deleted.</summary>
public enum DeleteReason
{
    /// <summary>The config no longer declares its host.</summary>
    Undeclared,

    /// <summary>Another machine is the same host and is kept.</summary>
    Duplicate,

    /// <summary>The host is created again.</summary>
    Replace,

    /// <summary>The environment is deleted.</summary>
    Down,
}
