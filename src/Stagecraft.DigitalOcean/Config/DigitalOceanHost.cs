using System.Text;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean;

/// <summary>A host of a <see cref="DigitalOceanConfig"/>: the keys of a host in <c>stagecraft.yml</c>, with the same meaning and rules. Nothing
/// is checked before <see cref="Stagecraft.Providers.ICloudProvider.Validate"/> or a plan.</summary>
public sealed record DigitalOceanHost
{
    /// <summary>What the host is for: <c>app</c>, <c>db</c>. Becomes the tag <c>stagecraft-role-{role}</c>; at most 239 characters.</summary>
    public required string Role { get; init; }

    /// <summary>The droplet's size slug. Default: null, <see cref="DigitalOceanConfig.DefaultSize"/>.</summary>
    public string? Size { get; init; }

    /// <summary>The droplet's region slug. Default: null, <see cref="DigitalOceanConfig.DefaultRegion"/>.</summary>
    public string? Region { get; init; }

    /// <summary>A public image by its slug, any image by its number. Default: null, <see cref="DigitalOceanConfig.DefaultImage"/>.</summary>
    public string? Image { get; init; }

    /// <summary>Tags of your own, each once, each at most 255 characters of <c>a-z</c>, <c>0-9</c>, <c>_</c>, <c>-</c>, <c>:</c>, not <c>stagecraft</c>
    /// and not beginning with <c>stagecraft-</c>. Default: none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the droplet runs at its first boot, at most 64 KiB in UTF-8; not together with <see cref="UserDataFile"/>. It may hold
    /// secrets: <see cref="ToString"/>, errors, plans and logs never show it; what writes properties out by itself (a serializer) does. Default: null, nothing.</summary>
    public string? UserData { get; init; }

    /// <summary>The same from a file; a relative path starts at the process's working folder. Default: null, none.</summary>
    public string? UserDataFile { get; init; }

    /// <summary>Whether DigitalOcean's metrics agent is installed. Default: false.</summary>
    public bool Monitoring { get; init; }

    /// <summary>Whether backups are on, which cost extra. Default: false.</summary>
    public bool Backups { get; init; }

    /// <summary>Whether the droplet gets an IPv6 address too. Default: false.</summary>
    public bool Ipv6 { get; init; }

    /// <summary>The UUID of the VPC that the droplet is put in. Default: null, the region's default VPC.</summary>
    public string? VpcUuid { get; init; }

    /// <summary>What an apply waits for before the host counts as ready. Default: <see cref="HostWait.Active"/>.</summary>
    public HostWait Wait { get; init; }

    /// <summary>Whether the droplet is kept from being deleted by any command, through the tag <c>stagecraft-protected</c>. On a host that is there it is
    /// a change in the plan. Taking it back ends nothing: that is <see cref="Providers.OwnershipAction.Unprotect"/>. Default: false.</summary>
    public bool Protected { get; init; }

    /// <summary>What is set, user_data as <c>sha256:</c> and its hash.</summary>
    public override string ToString()
    {
        StringBuilder text = new StringBuilder("DigitalOceanHost { Role = ").Append(Role);
        foreach ((string name, string? value) in new (string, string?)[]
        {
            ("Size", Size), ("Region", Region), ("Image", Image), ("Tags", Tags is { Count: > 0 } ? $"[{string.Join(", ", Tags)}]" : null),
            ("UserData", UserData is { } data ? new UserData(data).ToString() : null), ("UserDataFile", UserDataFile),
            ("Monitoring", Shown(Monitoring)), ("Backups", Shown(Backups)), ("Ipv6", Shown(Ipv6)), ("VpcUuid", VpcUuid),
            ("Wait", Wait == HostWait.Active ? null : Wait.ToString()), ("Protected", Shown(Protected)),
        })
        {
            if (value is not null)
            {
                text.Append(", ").Append(name).Append(" = ").Append(value);
            }
        }

        return text.Append(" }").ToString();
    }

    private static string? Shown(bool flag) => flag ? "True" : null;
}
