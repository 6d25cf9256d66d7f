using Stagecraft.Engine.Clouds;

namespace Stagecraft.Testing.Clouds;

/// <summary>A host that declares whether backups are enabled.</summary>
public sealed record HostWithBackups : DeclaredHost
{
    public bool HasBackups { get; init; }

    public override IReadOnlyList<DeclaredProperty> Properties => [MachineWithBackups.Property(HasBackups)];
}
