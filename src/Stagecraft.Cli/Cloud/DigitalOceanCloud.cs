using System.Text.RegularExpressions;
using Stagecraft.DigitalOcean;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Cli.Cloud;

/// <summary>DigitalOcean.</summary>
internal sealed partial class DigitalOceanCloud : CloudDescription
{
    internal const string ApiVariable = "DIGITALOCEAN_API_URL";

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

    internal override CloudTerms Terms { get; } = new()
    {
        Provider = "digitalocean",
        Cloud = "DigitalOcean",
        Machine = "droplet",
        Machines = "droplets",
        MachineNameKey = MachineNameKey,
        LimitHint = "ask DigitalOcean for a higher limit, or delete resources that are not needed",
    };

    internal override string HashedSettings => "image, ssh_keys, user_data or mount";

    internal override string Booting => "new";

    internal override string SwitchedOff => "off";

    internal override ApiAddress Api { get; } = new(ApiVariable, "https://api.digitalocean.com", "token");

    internal override Regex Secrets => Token();

    // As of August 2026.
    internal override string SnapshotPrice => "a snapshot costs 0.06 USD per GB and month until it is deleted";

    internal override string SandboxFile => "sandbox.db";

    internal override InitTemplate Init { get; } = new DigitalOceanInit();

    // A sandbox accepts every token and has every SSH key.
    internal override IReadOnlySet<string> ChecksOfRealAccount { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "token", "authentication", "clock", "rate_limit", "account", "read_scopes", "write_scopes", "ssh_key",
    };

    internal override IReadOnlyList<string> HarmlessKeys { get; } =
    [
        "provider", ProjectKey, SshKeyKey, SshKeysKey, MachineNameKey, "default_region", "default_size", "default_image", "poll_interval",
        "settle_window", "create_timeout", "delete_timeout", "role", "count", "size", "region", "image", "user_data_file", "monitoring",
        "backups", "ipv6", "vpc_uuid", "filesystem", "mount", "reserved_ip", "protected", "wait", "ssh_user", "ssh_timeout",
        "cloud_init_timeout", "http_timeout", "monthly_max", "port", "path", "status", "host", "hour", "weekday", "plan", "do_project",
        "vpc", "regions", "sizes", "roles", "max_unavailable", "protocol", "from", "to", "all", "load_balancer", "certificate", "nodes",
        "redirect_http_to_https", "cpu", "memory", "disk", "load_1", "load_5", "load_15", "for", "slack_channel", "name", "email",
    ];

    internal override IReadOnlyList<string> OtherKeys { get; } =
    [
        TokenKey, "user_data", "tags", "slack_env", "hosts", "health", "volumes", "environments", "defaults", "budget", "replace",
        "firewalls", "inbound", "outbound", "load_balancers", "forward", "alerts",
    ];

    internal override ICloudProvider CreateProvider(ProviderContext context)
    {
        DigitalOceanProviderOptions options = new()
        {
            GetEnvironmentVariable = context.GetEnvironmentVariable,
            TimeProvider = context.TimeProvider,
            HostProbe = context.HostProbe(),
        };
        return new DigitalOceanProvider(context.ApiUrl is null ? options : options with { ApiUrl = context.ApiUrl });
    }

    internal override SandboxNeeds NeedsOf(ConfigNode? section) => DigitalOceanNeeds.Of(section);

    [GeneratedRegex("(?<shown>do[por]_v1_)[a-z0-9]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
