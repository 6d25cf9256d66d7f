namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The validated section of <c>stagecraft.yml</c>, see <c>docs/config.md</c>. With <see cref="SettingsScope.Connection"/>, only
/// <see cref="TokenEnv"/>, <see cref="MachineNames"/> and the durations are read; <see cref="SshKeys"/> is empty, and there are no
/// environments.</summary>
internal sealed record DigitalOceanSettings : CloudSettings
{
    public const string ImageByDefault = "ubuntu-22-04-x64";

    /// <summary>The environment variable with the API token.</summary>
    public required string TokenEnv { get; init; }

    /// <summary>The SSH keys of new droplets by name, id or fingerprint, in the order of the file.</summary>
    public IReadOnlyList<Setting<string>> SshKeys { get; init; } = [];

    public string DefaultImage { get; init; } = ImageByDefault;

    /// <summary>The allowed sizes, in the order of the file; empty allows all.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<EnvironmentHosts<HostSettings>> Environments { get; init; } = [];
}
