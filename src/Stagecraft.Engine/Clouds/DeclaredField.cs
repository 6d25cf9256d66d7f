namespace Stagecraft.Engine.Clouds;

/// <summary>A field of a declared resource.</summary>
/// <param name="Name">The name in a plan, for example <c>size</c> or <c>inbound 443/tcp any</c>.</param>
/// <param name="Value">The declared value as text, with secrets as hashes.</param>
public sealed record DeclaredField(string Name, string Value)
{
    /// <summary>Whether <see cref="IResourceKind.UpdateAsync"/> can set it. A difference is then an update, otherwise drift. Default:
    /// true.</summary>
    public bool IsUpdatable { get; init; } = true;

    /// <summary>Whether setting it requires the machine of <see cref="DeclaredResource.Host"/>, for example an attachment. The value is
    /// then the name of the host. Default: false.</summary>
    public bool IsAttachment { get; init; }
}
