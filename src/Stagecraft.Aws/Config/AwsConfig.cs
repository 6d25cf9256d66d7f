namespace Stagecraft.Aws;

/// <summary>The provider's section of <c>stagecraft.yml</c> as a type, for programs without a file. Keys, meaning and rules are the same:
/// the same settings give the same plan. Nothing is validated before <see cref="ICloudProvider.Validate"/> or a plan. Specified in
/// <c>spec/providers/cloud/aws.md</c>, 5.10.</summary>
public sealed record AwsConfig
{
    /// <summary>The number of the AWS account, 12 digits. Credentials of another account are refused.</summary>
    public required string AccountId { get; init; }

    /// <summary>The profile of the credentials, in the files of the AWS CLI. Default: null, the standard chain.</summary>
    public string? Profile { get; init; }

    /// <summary>The key pair that new instances accept, by name; it must exist in the region of each host. Default: null, none.</summary>
    public string? SshKeyName { get; init; }

    /// <summary>The region of hosts without one. Default: null, none.</summary>
    public string? DefaultRegion { get; init; }

    /// <summary>The allowed regions; plans also read them. Default: empty, all are allowed.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The instance type of hosts without one. Default: null, none.</summary>
    public string? DefaultSize { get; init; }

    /// <summary>The image of hosts without one: an alias, an image id or a parameter. Default: null, <c>ubuntu-24.04</c>.</summary>
    public string? DefaultImage { get; init; }

    /// <summary>The security groups of hosts without some, by name or id. Default: empty, none.</summary>
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];

    /// <summary>Whether instances get a public IPv4 address. Default: true.</summary>
    public bool PublicIp { get; init; } = true;

    /// <summary>The template of instance names, for example <c>{project}-{environment}-{host}</c>. Default: null,
    /// <c>{environment}-{host}</c>.</summary>
    public string? MachineName { get; init; }

    /// <summary>The hosts by name of each environment by name, in any order: <c>hosts</c> of the file. At least one environment; an
    /// environment can have no hosts.</summary>
    public Dictionary<string, Dictionary<string, AwsHost>> Environments { get; init; } = [];

    /// <summary>The settings of environments by name: <c>environments</c> of the file. Each must be in
    /// <see cref="Environments"/>.</summary>
    public Dictionary<string, AwsEnvironment> EnvironmentSettings { get; init; } = [];

    /// <summary>The polling interval while instances are being created or deleted; whole milliseconds, 1 s to 10 m. Default: null, 5
    /// s.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>How long a new instance may take to appear in API results; whole milliseconds, 1 s to 10 m. Default: null, 60 s.</summary>
    public TimeSpan? SettleWindow { get; init; }

    /// <summary>How long a new instance may take to become active; whole milliseconds, 1 s to 24 h. Default: null, 10 m.</summary>
    public TimeSpan? CreateTimeout { get; init; }

    /// <summary>How long the deletion of an instance may take; whole milliseconds, 1 s to 24 h. Default: null, 10 m.</summary>
    public TimeSpan? DeleteTimeout { get; init; }

    /// <summary>The SSH user for the checks of cloud-init and HTTP. Default: null, that of the default image.</summary>
    public string? SshUser { get; init; }

    /// <summary>How long the SSH server of a host may take to respond after all instances are active; whole milliseconds, 1 s to 24 h.
    /// Default: null, 5 m.</summary>
    public TimeSpan? SshTimeout { get; init; }

    /// <summary>How long cloud-init of a host may take after all instances are active; whole milliseconds, 1 s to 24 h. Default: null, 15
    /// m.</summary>
    public TimeSpan? CloudInitTimeout { get; init; }

    /// <summary>How long the HTTP server of a host may take to respond as expected after all instances are active; whole milliseconds, 1 s
    /// to 24 h. Default: null, 5 m.</summary>
    public TimeSpan? HttpTimeout { get; init; }

    /// <summary>Converts the present values to the config that the provider reads (<see cref="AccountOptions.Config"/>).</summary>
    /// <returns>A mapping without a file. The paths of its problems are those of the section in a file, for example
    /// <c>hosts.staging.app-1.size</c>.</returns>
    public ConfigMapping ToConfig() => ConfigMapping.FromJson(TypedConfig.Section(this));
}
