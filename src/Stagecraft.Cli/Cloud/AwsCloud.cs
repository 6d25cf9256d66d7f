using System.Text.RegularExpressions;
using Stagecraft.Aws;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Cli.Cloud;

/// <summary>Amazon EC2.</summary>
internal sealed partial class AwsCloud : CloudDescription
{
    internal const string ApiVariable = "AWS_ENDPOINT_URL";
    internal const string OffVariable = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
    internal const string AccountKey = "account_id";
    internal const string SshKeyKey = "ssh_key_name";
    internal const string SecurityGroupsKey = "security_groups";
    internal const string MachineNameKey = "machine_name";
    internal const string DefaultRegionKey = "default_region";
    internal const string DefaultImageKey = "default_image";
    internal const string ImageKey = "image";
    internal const string SubnetKey = "subnet";
    internal const string ReservedIpKey = "reserved_ip";

    /// <summary>The variables whose values are not secret.</summary>
    private static readonly HashSet<string> Public = new(StringComparer.Ordinal)
    {
        "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_EC2_METADATA_DISABLED",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", ApiVariable, "AWS_ENDPOINT_URL_EC2",
        "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL_PRICING", "AWS_ENDPOINT_URL_SERVICE_QUOTAS",
        OffVariable, "HOME", "USERPROFILE", "PATH",
    };

    internal override CloudTerms Terms { get; } = new()
    {
        Provider = "aws",
        Cloud = "AWS",
        Machine = "instance",
        Machines = "instances",
        MachineNameKey = "machine_name",
        LimitHint = "request a higher quota in Service Quotas, or terminate instances that are not needed",
    };

    /// <summary>spec/providers/cloud/aws.md, 6.2.</summary>
    internal override string? TagText(string tag)
    {
        Match own = OwnTag().Match(tag);
        string key = own.Groups[1].Value == "env" ? "environment" : own.Groups[1].Value;
        return tag == "stagecraft" ? null
            : !own.Success ? tag
            : $"stagecraft:{key}={(own.Groups[2].Success ? own.Groups[2].Value : "true")}";
    }

    [GeneratedRegex("^stagecraft-([a-z]+)(?:-(.+))?$")]
    private static partial Regex OwnTag();

    internal override string HashedSettings => "image, root_volume_size, user_data or mount";

    internal override string Booting => "pending";

    internal override string SwitchedOff => "stopped";

    internal override ApiAddress Api { get; } = new(ApiVariable, "https://ec2.eu-central-1.amazonaws.com", "session token")
    {
        OffVariable = OffVariable,
    };

    internal override Regex Secrets => Key();

    // As of August 2026.
    internal override string SnapshotPrice => "an image costs about 0.05 USD per GB and month until it is deleted";

    internal override string SandboxFile => "sandbox-aws.db";

    internal override InitTemplate Init { get; } = new AwsInit();

    // A sandbox accepts every credential and permits every action.
    internal override IReadOnlySet<string> ChecksOfRealAccount { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "credentials", "clock", "account", "read_permissions", "ssh_key",
    };

    internal override IReadOnlyList<string> HarmlessKeys { get; } =
    [
        AccountKey, "profile", SshKeyKey, SecurityGroupsKey, MachineNameKey, DefaultRegionKey, "default_size", DefaultImageKey,
        "public_ip", "role", "count", "size", "region", ImageKey, "zone", SubnetKey, "iam_instance_profile", "monitoring",
        "root_volume_size", "user_data_file", ReservedIpKey, "protected", "wait", "ssh_user", "ssh_timeout", "cloud_init_timeout",
        "http_timeout", "poll_interval", "settle_window", "create_timeout", "delete_timeout", "filesystem", "mount", "monthly_max",
        "port", "path", "status",
    ];

    internal override IReadOnlyList<string> OtherKeys { get; } = ["user_data", "hosts", "health", "volumes", "tags"];

    internal override bool IsSecret(string variable) => !Public.Contains(variable);

    // Without a sandbox, the provider reads the variables with the addresses itself.
    internal override ICloudProvider CreateProvider(ProviderContext context) => new AwsProvider(new AwsProviderOptions
    {
        GetEnvironmentVariable = context.GetEnvironmentVariable,
        Endpoint = context.ApiUrl is { IsLoopback: true } sandbox ? sandbox : null,
        HostProbe = context.HostProbe(),
        TimeProvider = context.TimeProvider,
    });

    internal override SandboxNeeds NeedsOf(ConfigNode? section) => AwsNeeds.Of(section);

    protected override string DefaultSshUser(ConfigNode section, string environment, string host) =>
        AwsSshUser.Of(section, environment, host);

    // The ids of access keys, and secrets that follow a name as in credential files.
    [GeneratedRegex(
        @"\b(?<shown>AKIA|ASIA)[A-Z0-9]{12,124}\b"
            + @"|(?<shown>(?i:aws_secret_access_key|aws_session_token|secretaccesskey|sessiontoken)[""']?\s*[:=]\s*[""']?)"
            + "[A-Za-z0-9/+=]{16,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
