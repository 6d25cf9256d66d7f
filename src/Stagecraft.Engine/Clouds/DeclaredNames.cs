namespace Stagecraft.Engine.Clouds;

/// <summary>The hosts that a file names for an environment, not validated.</summary>
/// <param name="Hosts">All names.</param>
/// <param name="Protected">The names of hosts that the file declares as protected.</param>
public sealed record DeclaredNames(IReadOnlySet<string> Hosts, IReadOnlySet<string> Protected)
{
    /// <summary>No hosts.</summary>
    public static DeclaredNames None { get; } = new(new HashSet<string>(), new HashSet<string>());
}
