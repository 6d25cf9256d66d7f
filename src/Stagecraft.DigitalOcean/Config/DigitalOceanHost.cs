namespace Stagecraft.DigitalOcean;

/// <summary>A host of a <see cref="DigitalOceanConfig"/>: the keys of a host in <c>stagecraft.yml</c>, with the same meaning and rules.
/// Nothing is validated before <see cref="ICloudProvider.Validate"/> or a plan.</summary>
public sealed record DigitalOceanHost
{
    /// <summary>The role, for example <c>app</c> or <c>db</c>. The droplet gets the tag <c>stagecraft-role-{role}</c>; at most 239
    /// characters.</summary>
    public required string Role { get; init; }

    /// <summary>The number of hosts of a group, 0 to 1000: the host <c>app</c> with 3 is <c>app-1</c>, <c>app-2</c> and <c>app-3</c>.
    /// Default: null, one host that is named after its key.</summary>
    public int? Count { get; init; }

    /// <summary>The droplet's size slug. Default: null, <see cref="DigitalOceanConfig.DefaultSize"/>.</summary>
    public string? Size { get; init; }

    /// <summary>The droplet's region slug. Default: null, <see cref="DigitalOceanConfig.DefaultRegion"/>.</summary>
    public string? Region { get; init; }

    /// <summary>The slug of a public image, or the ID of any image. Default: null, <see cref="DigitalOceanConfig.DefaultImage"/>.</summary>
    public string? Image { get; init; }

    /// <summary>Additional tags, without duplicates, each at most 255 characters of <c>a-z</c>, <c>0-9</c>, <c>_</c>, <c>-</c>, <c>:</c>,
    /// not <c>stagecraft</c> and not starting with <c>stagecraft-</c>. Default: none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The user data that the droplet runs at its first boot, at most 64 KiB in UTF-8; not together with
    /// <see cref="UserDataFile"/>. It can contain secrets: <see cref="ToString"/>, errors, plans and logs never show it, but a serializer
    /// of the properties does. Default: null, none.</summary>
    public string? UserData { get; init; }

    /// <summary>A file with the user data; a relative path starts at the working directory of the process. Default: null, none.</summary>
    public string? UserDataFile { get; init; }

    /// <summary>Whether DigitalOcean's metrics agent is installed. Default: false.</summary>
    public bool Monitoring { get; init; }

    /// <summary>Whether backups are enabled, at additional cost. Default: false.</summary>
    public bool Backups { get; init; }

    /// <summary>The policy of the backups, which are then enabled. Default: null, that of <see cref="Backups"/>.</summary>
    public DigitalOceanBackupPolicy? BackupPolicy { get; init; }

    /// <summary>Whether the droplet also gets an IPv6 address. Default: false.</summary>
    public bool Ipv6 { get; init; }

    /// <summary>The UUID of the droplet's VPC. Default: null, that of <see cref="DigitalOceanConfig.Vpc"/>,
    /// or the default VPC of the region.</summary>
    public string? VpcUuid { get; init; }

    /// <summary>Volumes of block storage by name, at most 15. Default: none.</summary>
    public Dictionary<string, DigitalOceanVolume> Volumes { get; init; } = [];

    /// <summary>A reserved IP of the account, an IPv4 address, that is assigned to the droplet; not for groups. Default: null,
    /// none.</summary>
    public string? ReservedIp { get; init; }

    /// <summary>The readiness that an apply waits for. Default: <see cref="HostWait.Active"/>.</summary>
    public HostWait Wait { get; init; }

    /// <summary>The request of <see cref="HostWait.Http"/>; only with it. Default: null, <c>/</c> on port 80.</summary>
    public DigitalOceanHealth? Health { get; init; }

    /// <summary>Whether the droplet has deletion protection, the tag <c>stagecraft-protected</c>. On an existing host, enabling it is a
    /// change in the plan. Setting it to false does not remove the protection: <see cref="OwnershipAction.Unprotect"/> does. Default:
    /// false.</summary>
    public bool Protected { get; init; }

    /// <summary>The values that are set, user_data as <c>sha256:</c> and its hash.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] values =
        [
            ("Role", Role), ("Count", Count?.ToString(CultureInfo.InvariantCulture)), ("Size", Size), ("Region", Region), ("Image", Image),
            ("Tags", Tags is { Count: > 0 } ? $"[{string.Join(", ", Tags)}]" : null),
            ("UserData", UserData is { } data ? new UserData(data).ToString() : null), ("UserDataFile", UserDataFile),
            ("Monitoring", Shown(Monitoring)), ("Backups", Shown(Backups)), ("BackupPolicy", BackupPolicy?.Plan),
            ("Ipv6", Shown(Ipv6)), ("VpcUuid", VpcUuid),
            ("Volumes", Volumes is { Count: > 0 } ? $"[{string.Join(", ", Volumes.Keys.Order(StringComparer.Ordinal))}]" : null),
            ("ReservedIp", ReservedIp),
            ("Wait", Wait == HostWait.Active ? null : Wait.ToString()), ("Health", Health?.Path), ("Protected", Shown(Protected)),
        ];
        string shown = string.Join(", ", values.Where(v => v.Value is not null).Select(v => $"{v.Name} = {v.Value}"));
        return $"{nameof(DigitalOceanHost)} {{ {shown} }}";
    }

    private static string? Shown(bool flag) => flag ? "True" : null;
}
