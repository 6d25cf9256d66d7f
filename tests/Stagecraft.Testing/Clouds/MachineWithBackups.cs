using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Clouds;

/// <summary>A machine that shows whether backups are enabled.</summary>
public sealed record MachineWithBackups : Machine
{
    public const string Backups = "backups";

    public bool HasBackups { get; init; }

    public static DeclaredProperty Property(bool enabled) => new(Backups, Text(enabled)) { IsUpdatable = true };

    public override string? ActualOf(DeclaredProperty declared) => declared?.Name == Backups ? Text(HasBackups) : null;

    private static string Text(bool enabled) => enabled ? "true" : "false";
}
