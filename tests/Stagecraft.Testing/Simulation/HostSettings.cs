namespace Stagecraft.Testing.Simulation;

/// <summary>The settings of a host that a run updates in place.</summary>
internal sealed record HostSettings(bool IsProtected, IReadOnlyList<string> Tags, bool HasBackups)
{
    public static readonly HostSettings None = new(false, [], false);

    public override string ToString() =>
        $"{(IsProtected ? "!" : "")}{string.Concat(Tags.Select(t => $"#{t}"))}{(HasBackups ? "+backups" : "")}";
}
