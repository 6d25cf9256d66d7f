namespace Stagecraft.Engine.Clouds;

/// <summary>A setting of a host that is a property of its machine, in addition to region, size, role, tags and protection.</summary>
/// <param name="Name">The name as the config spells it, for example <c>ipv6</c>; unique in a host.</param>
/// <param name="Value">The declared value, with secrets as hashes; null for none.</param>
public sealed record DeclaredProperty(string Name, string? Value)
{
    /// <summary>Whether <see cref="ICloudAccount.UpdateAsync"/> can set it. A difference is then an update, otherwise drift. Default:
    /// false.</summary>
    public bool IsUpdatable { get; init; }

    /// <summary>Whether one <see cref="ICloudAccount.UpdateAsync"/> can set it on up to <see cref="CloudFacts.MachinesPerUpdate"/>
    /// machines. Default: false, one machine.</summary>
    public bool IsBatchable { get; init; }

    /// <summary>Whether a create cannot set it, so that it is set when the new machine is ready. Requires <see cref="IsUpdatable"/>.
    /// Default: false.</summary>
    public bool IsSetAfterCreate { get; init; }

    /// <summary>Whether it is part of the hash that a new machine gets as a tag, because the cloud does not always show it. Default:
    /// false.</summary>
    public bool IsHashed { get; init; }
}
