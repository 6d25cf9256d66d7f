namespace Stagecraft.Plans;

/// <summary>Why a machine is to be deleted.</summary>
public enum DeleteReason
{
    /// <summary>The config no longer declares its host.</summary>
    Undeclared,

    /// <summary>Another machine of ours is the same host, and is the survivor.</summary>
    Duplicate,

    /// <summary>It is to be created anew.</summary>
    Replace,

    /// <summary>The environment is being cleared.</summary>
    Down,
}
