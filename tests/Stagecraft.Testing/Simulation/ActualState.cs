using Stagecraft.Engine.Clouds;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Simulation;

/// <summary>Properties of a machine that the invariants refer to.</summary>
internal static class ActualState
{
    public const string Protected = "stagecraft-protected";

    public static bool Has(this Machine machine, string tag) => machine.Tags!.Contains(tag, StringComparer.OrdinalIgnoreCase);

    public static bool IsProtected(this Machine machine) => machine.Has(Protected);

    /// <summary>The value of its backups: <c>true</c> or <c>false</c>.</summary>
    public static string? Backups(this Machine machine) => machine.ActualOf(MachineWithBackups.Property(false));

    /// <summary>Whether it exists and no delete of it is under way.</summary>
    public static bool IsLive(this Machine machine) => machine.State is not (MachineState.Terminating or MachineState.Terminated);

    public static bool IsCalled(this Machine machine, string name) =>
        string.Equals(machine.Name, name, StringComparison.OrdinalIgnoreCase);

    public static string Text(this Machine machine) => $"{machine.Name} ({machine.Id})";
}
