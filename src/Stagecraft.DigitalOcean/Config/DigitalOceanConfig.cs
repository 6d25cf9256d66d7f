namespace Stagecraft.DigitalOcean;

/// <summary>The provider's section of <c>stagecraft.yml</c>, typed, for programs that have no file. The same keys, the same meaning, the same
/// rules: the same settings give the same plan, written or typed. Nothing is checked before <see cref="Stagecraft.Providers.ICloudProvider.Validate"/> or a plan.
/// Specified in <c>spec/providers/cloud/digitalocean.md</c>, 15.1.</summary>
public sealed record DigitalOceanConfig
{
    /// <summary>The environment variable that holds the API token; not the token itself. Default: <c>DO_TOKEN</c>.</summary>
    public string TokenEnv { get; init; } = "DO_TOKEN";

    /// <summary>The SSH key that new droplets accept: its name, id or fingerprint in the account.</summary>
    public required string SshKeyName { get; init; }

    /// <summary>The region slug of hosts without one. Default: null, none.</summary>
    public string? DefaultRegion { get; init; }

    /// <summary>The size slug of hosts without one. Default: null, none.</summary>
    public string? DefaultSize { get; init; }

    /// <summary>The image of hosts without one: a slug or a number. Default: null, <c>ubuntu-22-04-x64</c>.</summary>
    public string? DefaultImage { get; init; }

    /// <summary>The regions that are allowed. Default: empty, all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The sizes that are allowed. Default: empty, all.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>The hosts (by name) of each environment (by name), in any order; <c>hosts</c> of the file. At least one environment, which may have no hosts.</summary>
    public Dictionary<string, Dictionary<string, DigitalOceanHost>> Environments { get; init; } = [];

    /// <summary>How long to wait between two looks at the account while droplets come up or go; whole milliseconds, 1 s to 10 m. Default: null, 5 s.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>How long a droplet may take to show in the account after it was asked for; whole milliseconds, 1 s to 5 m. Default: null, 15 s.</summary>
    public TimeSpan? SettleWindow { get; init; }

    /// <summary>How long a new droplet may take to be ready; whole milliseconds, 1 s to 24 h. Default: null, 10 m.</summary>
    public TimeSpan? CreateTimeout { get; init; }

    /// <summary>How long a droplet may take to be gone; whole milliseconds, 1 s to 24 h. Default: null, 10 m.</summary>
    public TimeSpan? DeleteTimeout { get; init; }

    /// <summary>Who logs in to ask for the end of cloud-init. Default: null, <c>root</c>.</summary>
    public string? SshUser { get; init; }

    /// <summary>How long a host may take to answer over SSH, once all droplets are active; whole milliseconds, 1 s to 24 h. Default: null, 5 m.</summary>
    public TimeSpan? SshTimeout { get; init; }

    /// <summary>How long a host's cloud-init may take, once all droplets are active; whole milliseconds, 1 s to 24 h. Default: null, 15 m.</summary>
    public TimeSpan? CloudInitTimeout { get; init; }

    /// <summary>The config as the provider takes it (<see cref="Providers.PlanOptions.Config"/>), as it is now.</summary>
    /// <returns>A mapping in no file. The paths of its problems are those of the file's section, for instance <c>hosts.staging.app-1.size</c>.</returns>
    public ConfigMapping ToConfig() => ConfigMapping.FromJson(TypedConfig.Section(this));
}
