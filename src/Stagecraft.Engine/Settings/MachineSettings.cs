using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>A declared host with the settings that every cloud has.</summary>
internal abstract record MachineSettings : DeclaredHost
{
    /// <summary>The size that applies, with its place: that of the host or of the default.</summary>
    public required Setting<string> SizeSetting { get; init; }

    /// <summary>The region that applies, with its place: that of the host or of the default.</summary>
    public required Setting<string> RegionSetting { get; init; }

    /// <summary>The image that applies, with its place: that of the host or of the default, otherwise the key of the host.</summary>
    public required Setting<string> ImageSetting { get; init; }

    public UserData? UserData { get; init; }

    /// <summary>Whether cloud-init ignores the user data of the config, because it does not know the format.</summary>
    public bool IsUserDataIgnored { get; init; }

    /// <summary>The place of <c>wait</c>.</summary>
    public (SourceLocation? Location, string Path) WaitPlace { get; init; }

    /// <summary>Its volumes, sorted ordinally by name.</summary>
    public IReadOnlyList<VolumeSettings> Volumes { get; init; } = [];

    public ReservedIpSettings? ReservedIp { get; init; }

    public IEnumerable<DeclaredResource> Resources => ReservedIp is null ? Volumes : [.. Volumes, ReservedIp];

    public override string ToString() => Name;

    protected static string Text(bool flag) => flag ? "true" : "false";
}
