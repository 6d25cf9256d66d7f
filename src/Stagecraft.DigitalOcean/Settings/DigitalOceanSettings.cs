namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The provider's section of <c>stagecraft.yml</c>, checked. Each key is described in <c>docs/config.md</c>.</summary>
/// <remarks>Read with <see cref="SettingsScope.Connection"/>, only <see cref="TokenEnv"/> and the durations are from the file: the rest has
/// its default, <see cref="SshKeyName"/> is empty and there are no environments.</remarks>
internal sealed record DigitalOceanSettings
{
    public const string ImageByDefault = "ubuntu-22-04-x64";
    public const string SshUserByDefault = "root";

    /// <summary>The name of the environment variable with the API token.</summary>
    public required string TokenEnv { get; init; }

    public string SshKeyName { get; init; } = "";

    public string? DefaultRegion { get; init; }

    public string? DefaultSize { get; init; }

    public string DefaultImage { get; init; } = ImageByDefault;

    /// <summary>The regions that hosts may be in, in the order of the file; empty allows all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The sizes that hosts may have, in the order of the file; empty allows all.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    public required TimeSpan PollInterval { get; init; }

    public required TimeSpan SettleWindow { get; init; }

    public required TimeSpan CreateTimeout { get; init; }

    public required TimeSpan DeleteTimeout { get; init; }

    /// <summary>Who asks hosts over SSH.</summary>
    public string SshUser { get; init; } = SshUserByDefault;

    public required TimeSpan SshTimeout { get; init; }

    public required TimeSpan CloudInitTimeout { get; init; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<EnvironmentHosts<HostSettings>> Environments { get; init; } = [];
}
