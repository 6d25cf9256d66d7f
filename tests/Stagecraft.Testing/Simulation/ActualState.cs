using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Simulation;

/// <summary>Properties of a machine that the invariants refer to.</summary>
internal static class ActualState
{
    public const string Protected = "stagecraft-protected";

    private static readonly string[] OurTags = ["stagecraft", "stagecraft-env-staging", "stagecraft-project-shop"];

    public static bool Has(this Machine machine, string tag) => machine.Tags!.Contains(tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it has the ownership tags.</summary>
    public static bool IsOurs(this Machine machine) => machine.Tags is not null && OurTags.All(machine.Has);

    public static bool IsProtected(this Machine machine) => machine.Has(Protected);

    /// <summary>Whether it exists and no delete of it is under way.</summary>
    public static bool IsLive(this Machine machine) => machine.State is not (MachineState.Terminating or MachineState.Terminated);

    public static bool IsCalled(this Machine machine, string name) =>
        string.Equals(machine.Name, name, StringComparison.OrdinalIgnoreCase);

    public static string Text(this Machine machine) => $"{machine.Name} ({machine.Id})";
}
