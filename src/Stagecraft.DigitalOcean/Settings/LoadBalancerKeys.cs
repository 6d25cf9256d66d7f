using System.Text.Json.Nodes;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of a load balancer in <c>environments</c>, for the parser, the schema and the reference.</summary>
internal static class LoadBalancerKeys
{
    public static readonly SettingKey Role = new("role", SettingKind.Name, "The role of the hosts that receive the traffic.")
    {
        IsRequired = true,
        MaxLength = SharedKeys.MaxRole,
        Range = "a role of hosts of the environment",
    };

    public static readonly SettingKey Region = new("region", SettingKind.Slug, "The region. It cannot be changed later.")
    {
        Otherwise = "the region of the hosts with the role",
    };

    public static readonly SettingKey Nodes = new("nodes", SettingKind.Integer, "The number of nodes, each with its own price.")
    {
        Otherwise = "1 at creation",
        Minimum = 1,
        Maximum = 100,
    };

    public static readonly SettingKey From = new(
        "from",
        SettingKind.Custom,
        "The protocol and port that clients use, for example `https/443`. Protocols: `http`, `https`, `http2`, `tcp`, `udp`.")
    {
        IsRequired = true,
        Schema = EndSchema(),
    };

    public static readonly SettingKey To = new(
        "to", SettingKind.Custom, "The protocol and port of the hosts, in the format of `from`.")
    {
        IsRequired = true,
        Schema = EndSchema(),
    };

    public static readonly SettingKey Certificate = new(
        "certificate",
        SettingKind.Text,
        "The name of a certificate of the account, or `passthrough`: the hosts decrypt the traffic. Only for `https` and `http2` "
        + "in `from`.")
    {
        Otherwise = "required for `https` and `http2`",
    };

    public static readonly SettingKey Forward = new(
        "forward", SettingKind.Mappings, "The forwarding rules. Each port can appear only once in `from`.")
    {
        IsRequired = true,
        Keys = [From, To, Certificate],
    };

    public static readonly SettingKey HealthProtocol = new("protocol", SettingKind.Choice, "The protocol of the health check.")
    {
        Default = ForwardText.Tcp,
        Choices = [ForwardText.Http, ForwardText.Https, ForwardText.Tcp],
    };

    public static readonly SettingKey HealthPort = new("port", SettingKind.Integer, "The port of the health check.")
    {
        IsRequired = true,
        Minimum = 1,
        Maximum = 65535,
    };

    public static readonly SettingKey HealthPath = new(
        "path", SettingKind.Text, "The path of the health check; not for `tcp`. It begins with `/`.")
    {
        Otherwise = "`/`, none for `tcp`",
    };

    public static readonly SettingKey Health = new("health", SettingKind.Section, "How the load balancer checks the hosts.")
    {
        Otherwise = "at creation: `tcp` on the port of the first rule",
        Keys = [HealthProtocol, HealthPort, HealthPath],
    };

    public static readonly SettingKey Redirect = new(
        "redirect_http_to_https",
        SettingKind.Flag,
        "Whether the load balancer redirects HTTP to HTTPS. Without the key it is not compared.");

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> Keys { get; } = [Role, Region, Nodes, Forward, Health, Redirect];

    private static JsonObject EndSchema() => new() { ["type"] = "string", ["pattern"] = "^(http|https|http2|tcp|udp)/[0-9]{1,5}$" };
}
