namespace Stagecraft.Cli.Cloud;

/// <summary>All that the command itself knows of DigitalOcean, apart from its help: the terms of its texts, variables and config
/// keys.</summary>
internal static class DigitalOceanTerms
{
    internal const string ProviderId = "digitalocean";
    internal const string Machine = "droplet";
    internal const string Machines = "droplets";
    internal const string MachineCapitalized = "Droplet";

    /// <summary>The variable of the API token in a new config.</summary>
    internal const string TokenVariable = "DO_TOKEN";

    /// <summary>The pattern of API tokens. The first group is not secret.</summary>
    internal const string TokenPattern = "(do[por]_v1_)[a-z0-9]+";

    /// <summary>The variable that replaces the API's address.</summary>
    internal const string ApiUrlVariable = "DIGITALOCEAN_API_URL";

    internal const string ApiUrl = "https://api.digitalocean.com";

    /// <summary>The region that <c>init</c> proposes.</summary>
    internal const string DefaultRegion = "nyc3";

    /// <summary>The config key of the token's variable.</summary>
    internal const string TokenKey = "token_env";

    /// <summary>The config key of the SSH key.</summary>
    internal const string SshKeyKey = "ssh_key_name";

    /// <summary>The config key of several SSH keys.</summary>
    internal const string SshKeysKey = "ssh_keys";
    internal const string WebhookKey = "slack_env";
    internal const string ProjectKey = "do_project";

    /// <summary>The config key of the template of droplet names.</summary>
    internal const string MachineNameKey = "machine_name";

    /// <summary>The hint for an account without an SSH key.</summary>
    internal const string AddSshKey = "add one at https://cloud.digitalocean.com/account/security, or with: "
        + "doctl compute ssh-key import NAME --public-key-file ~/.ssh/id_ed25519.pub";

    /// <summary>The list price of snapshots, as of August 2026.</summary>
    internal const string SnapshotPrice = "a snapshot costs 0.06 USD per GB and month until it is deleted";

    /// <summary>The hint for a plan that exceeds a limit of the account.</summary>
    internal const string LimitHint = "ask DigitalOcean for a higher limit, or delete resources that are not needed";

    /// <summary>The variables from which other tools read the token: doctl the first, the Terraform provider both, preferring the
    /// second.</summary>
    internal static IReadOnlyList<string> OtherTokenVariables { get; } = ["DIGITALOCEAN_ACCESS_TOKEN", "DIGITALOCEAN_TOKEN"];

    /// <summary>The checks of a real token and account. A sandbox accepts every token and has every SSH key.</summary>
    internal static IReadOnlySet<string> ChecksOfRealAccount { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "token", "authentication", "clock", "rate_limit", "account", "read_scopes", "write_scopes", "ssh_key",
    };

    /// <summary>The config keys whose values are never secret. A misspelled key may stand for user_data, so other values are not
    /// shown.</summary>
    internal static IReadOnlySet<string> HarmlessKeys { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "provider", ProjectKey, SshKeyKey, SshKeysKey, MachineNameKey, "default_region", "default_size", "default_image", "poll_interval",
        "settle_window", "create_timeout", "delete_timeout", "role", "count", "size", "region", "image", "user_data_file", "monitoring",
        "backups", "ipv6", "vpc_uuid", "filesystem", "mount", "reserved_ip", "protected", "wait", "ssh_user", "ssh_timeout",
        "cloud_init_timeout", "http_timeout", "monthly_max", "port", "path", "status",
    };

    /// <summary>All config keys. Other words of a file may be secret.</summary>
    internal static IReadOnlySet<string> KnownKeys { get; } = new HashSet<string>(
        [
            .. HarmlessKeys, TokenKey, "user_data", "hosts", "health", "volumes", "tags", "regions", "sizes", "project", "name", "cloud",
            "providers", ProviderId,
        ],
        StringComparer.Ordinal);
}
