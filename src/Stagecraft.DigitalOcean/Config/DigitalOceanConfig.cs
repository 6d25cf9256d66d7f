namespace Stagecraft.DigitalOcean;

/// <summary>The provider's section of <c>stagecraft.yml</c> as a type, for programs without a file. Keys, meaning and rules are the same:
/// the same settings give the same plan. Nothing is validated before <see cref="ICloudProvider.Validate"/> or a plan. Specified in
/// <c>spec/providers/cloud/digitalocean.md</c>, 15.1.</summary>
public sealed record DigitalOceanConfig
{
    /// <summary>The environment variable that contains the API token; not the token itself. Default: <c>DO_TOKEN</c>.</summary>
    public string TokenEnv { get; init; } = "DO_TOKEN";

    /// <summary>The SSH key that new droplets accept: its name, ID or fingerprint in the account. Required without
    /// <see cref="SshKeys"/>, not together with it. Default: null.</summary>
    public string? SshKeyName { get; init; }

    /// <summary>Several SSH keys that new droplets accept, each by name, ID or fingerprint. Default: empty, none.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = [];

    /// <summary>The region slug of hosts without one. Default: null, none.</summary>
    public string? DefaultRegion { get; init; }

    /// <summary>The size slug of hosts without one. Default: null, none.</summary>
    public string? DefaultSize { get; init; }

    /// <summary>The image of hosts without one: a slug or a number. Default: null, <c>ubuntu-22-04-x64</c>.</summary>
    public string? DefaultImage { get; init; }

    /// <summary>The allowed regions. Default: empty, all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The allowed sizes. Default: empty, all.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>The template of droplet names, for example <c>{project}-{environment}-{host}</c>. Default: null,
    /// <c>{environment}-{host}</c>.</summary>
    public string? MachineName { get; init; }

    /// <summary>The VPC of hosts without <see cref="DigitalOceanHost.VpcUuid"/>, by region: the name of an existing VPC. Default: empty,
    /// the default VPC of each region.</summary>
    public Dictionary<string, string> Vpc { get; init; } = [];

    /// <summary>The DigitalOcean project of all environments, by name or id: an existing project. Default: null, projects are not
    /// compared.</summary>
    public string? DoProject { get; init; }

    /// <summary>The hosts by name of each environment by name, in any order: <c>hosts</c> of the file. At least one environment; an
    /// environment can have no hosts.</summary>
    public Dictionary<string, Dictionary<string, DigitalOceanHost>> Environments { get; init; } = [];

    /// <summary>The settings of environments by name: <c>environments</c> of the file. Each must be in
    /// <see cref="Environments"/>.</summary>
    public Dictionary<string, DigitalOceanEnvironment> EnvironmentSettings { get; init; } = [];

    /// <summary>The polling interval while droplets are being created or deleted; whole milliseconds, 1 s to 10 m. Default: null, 5
    /// s.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>How long a new droplet may take to appear in API results; whole milliseconds, 1 s to 5 m. Default: null, 15 s.</summary>
    public TimeSpan? SettleWindow { get; init; }

    /// <summary>How long a new droplet may take to become active; whole milliseconds, 1 s to 24 h. Default: null, 10 m.</summary>
    public TimeSpan? CreateTimeout { get; init; }

    /// <summary>How long the deletion of a droplet may take; whole milliseconds, 1 s to 24 h. Default: null, 10 m.</summary>
    public TimeSpan? DeleteTimeout { get; init; }

    /// <summary>The SSH user for the checks of cloud-init and HTTP. Default: null, <c>root</c>.</summary>
    public string? SshUser { get; init; }

    /// <summary>How long the SSH server of a host may take to respond after all droplets are active; whole milliseconds, 1 s to 24 h.
    /// Default: null, 5 m.</summary>
    public TimeSpan? SshTimeout { get; init; }

    /// <summary>How long cloud-init of a host may take after all droplets are active; whole milliseconds, 1 s to 24 h. Default: null, 15
    /// m.</summary>
    public TimeSpan? CloudInitTimeout { get; init; }

    /// <summary>How long the HTTP server of a host may take to respond as expected after all droplets are active; whole milliseconds, 1 s
    /// to 24 h. Default: null, 5 m.</summary>
    public TimeSpan? HttpTimeout { get; init; }

    /// <summary>Converts the present values to the config that the provider reads (<see cref="AccountOptions.Config"/>).</summary>
    /// <returns>A mapping without a file. The paths of its problems are those of the section in a file, for example
    /// <c>hosts.staging.app-1.size</c>.</returns>
    public ConfigMapping ToConfig() => ConfigMapping.FromJson(TypedConfig.Section(this));
}
