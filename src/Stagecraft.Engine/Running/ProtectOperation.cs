using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Running;

/// <summary>What is known of a machine that is to be protected.</summary>
internal sealed class ProtectOperation(string name, string machineName, MachineId id)
{
    public string Name { get; } = name;

    /// <summary>The machine's name; what it would be called until it was read.</summary>
    public string MachineName { get; set; } = machineName;

    public MachineId Id { get; } = id;

    /// <summary>What became of it; null while that is open.</summary>
    public HostOutcomeKind? Outcome { get; set; }

    /// <summary>Whether it was read, and was ours without the tag.</summary>
    public bool IsFound { get; set; }

    /// <summary>Whether the tag was sent for it, so that it may have it.</summary>
    public bool IsSent { get; set; }

    /// <summary>When the tag was sent last.</summary>
    public TimeSpan SentAt { get; set; }

    /// <summary>Whether it is sent alone, because a group with it was refused.</summary>
    public bool Alone { get; set; }

    public bool IsReported { get; set; }

    public string? Code { get; set; }

    public string? Message { get; set; }
}
