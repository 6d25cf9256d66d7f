namespace Stagecraft.Engine.Clouds;

/// <summary>A change of machines in place.</summary>
public sealed record MachineUpdate
{
    /// <summary>The tags to add, in this order. Default: none.</summary>
    public IReadOnlyList<string> AddTags { get; init; } = [];

    /// <summary>The tags to remove, in this order, in the spelling that the machine shows. Default: none.</summary>
    public IReadOnlyList<string> RemoveTags { get; init; } = [];

    /// <summary>A property to set to its declared value, or null, the default. Only properties with
    /// <see cref="DeclaredProperty.IsUpdatable"/> are set, without tags in the same update, and on one machine unless it
    /// <see cref="DeclaredProperty.IsBatchable"/>.</summary>
    public DeclaredProperty? Property { get; init; }

    /// <summary>An action on one machine, or null, the default. It is sent only if <see cref="CloudFacts.HasActions"/>, without tags or a
    /// property in the same update.</summary>
    public MachineAction? Action { get; init; }
}
