using Stagecraft.Plans;

namespace Stagecraft.Engine.Reading;

/// <summary>What the next look of a run must find out.</summary>
internal sealed record ObservationRequest
{
    /// <summary>The machines that are waited for: where the list does not show one, it is asked for otherwise.</summary>
    public required IReadOnlySet<MachineId> Ask { get; init; }

    /// <summary>The machines that must be read one by one, whatever the list shows.</summary>
    public required IReadOnlySet<MachineId> ReadById { get; init; }

    /// <summary>Whether the look must show all there is.</summary>
    public required bool Complete { get; init; }

    /// <summary>Whether only the machines of <see cref="ReadById"/> are read.</summary>
    public bool OnlyById { get; init; }

    /// <summary>Whether the log of actions must be read too.</summary>
    public required bool Log { get; init; }

    /// <summary>Whether something waits for this look, so that it does not stand behind other requests.</summary>
    public required bool Urgent { get; init; }

    /// <summary>Names of hosts that may yet appear, sorted.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }
}
