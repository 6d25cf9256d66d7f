using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>A declared host with all tags and properties that its machine gets.</summary>
internal sealed class DesiredHost
{
    private const int MadeDigits = 12;

    /// <param name="declared">The host as declared.</param>
    /// <param name="ownership">The owner, for the tags.</param>
    /// <param name="hash">Without parts; it is shared by all hosts.</param>
    /// <param name="isReplacement">Whether its machine replaces another one. Default: false.</param>
    public DesiredHost(DeclaredHost declared, Ownership ownership, FingerprintHash hash, bool isReplacement = false)
    {
        Declared = declared;
        Properties = [new(HostField.Image, declared.Image) { IsHashed = true }, .. declared.Properties];
        foreach (DeclaredProperty property in Properties.Where(p => p.IsHashed))
        {
            hash.Add(property.Name).Add(property.Value);
        }

        Made = hash.ToHex()[..MadeDigits];
        IReadOnlyList<string> tags = ownership.TagsFor(declared, TagNames.MadePrefix + Made);
        Tags = isReplacement ? [.. tags.Append(TagNames.Replaced).Order(StringComparer.Ordinal)] : tags;
        hash.Add(declared.Size).Add(declared.Region).Add(string.Join(',', Tags));
        foreach (DeclaredProperty property in Properties)
        {
            hash.Add(property.Name).Add(property.Value);
        }

        CreationKey = hash.ToHex();
    }

    public DeclaredHost Declared { get; }

    /// <summary>The status of its machine while it runs.</summary>
    public required string RunningStatus { get; init; }

    /// <summary>The host that it replaces under a temporary name, and the machines of that host to delete; null for another host.</summary>
    public (string Host, IReadOnlySet<ResourceId> Machines)? Replaces { get; init; }

    /// <summary>All tags, sorted ordinally.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The image and the driver's properties.</summary>
    public IReadOnlyList<DeclaredProperty> Properties { get; }

    /// <summary>The hash of the properties that the cloud does not always show. It is part of a tag.</summary>
    public string Made { get; }

    public string Name => Declared.Name;

    public string MachineName => Declared.MachineName;

    /// <summary>Hosts with equal keys differ in their names only, so that one request can create them together.</summary>
    public string CreationKey { get; }

    public HostSpec ToSpec() => new()
    {
        Name = Declared.Name,
        MachineName = Declared.MachineName,
        Role = Declared.Role,
        Size = Declared.Size,
        Region = Declared.Region,
        Image = Declared.Image,
        Tags = Tags,
    };
}
