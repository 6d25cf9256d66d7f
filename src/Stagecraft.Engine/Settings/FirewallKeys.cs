using System.Text.Json.Nodes;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The keys of a firewall in <c>environments</c>, for the parser, the schema and the reference.</summary>
internal static class FirewallKeys
{
    public static readonly SettingKey Roles = new(
        "roles", SettingKind.Texts, "The roles of the hosts that the firewall applies to. Not together with `all`.")
    {
        Otherwise = "required without `all`",
        Range = "at most 5 roles of hosts of the environment",
    };

    public static readonly SettingKey All = new(
        "all", SettingKind.Flag, "`true`: the firewall applies to all hosts of the environment.");

    public static readonly SettingKey Role = new("role", SettingKind.Name, "The hosts with a role.") { MaxLength = SharedKeys.MaxRole };

    public static readonly SettingKey LoadBalancer = new("load_balancer", SettingKind.Name, "A load balancer of the environment.");

    public static readonly SettingKey Port = new(
        "port", SettingKind.Custom, "A port, a range such as `8000-9000`, a list of these, or `all`. Required except for `icmp`.")
    {
        Otherwise = "none",
        Range = "`1` to `65535`",
        Schema = PortSchema(),
    };

    public static readonly SettingKey Protocol = new("protocol", SettingKind.Choice, "The protocol.")
    {
        Default = FirewallText.Tcp,
        Choices = [FirewallText.Tcp, "udp", FirewallText.Icmp],
    };

    public static readonly SettingKey From = new(
        "from",
        SettingKind.Custom,
        "The sources: `any`, a list of IP addresses and networks, `{ role: ROLE }`, or `{ load_balancer: NAME }` of the same environment.")
    {
        IsRequired = true,
        Schema = EndpointSchema(Role, LoadBalancer),
    };

    public static readonly SettingKey To = new("to", SettingKind.Custom, "The destinations, in the format of `from`.")
    {
        IsRequired = true,
        Schema = EndpointSchema(Role, LoadBalancer),
    };

    public static readonly SettingKey Inbound = new(
        "inbound", SettingKind.Mappings, "The allowed inbound traffic: a list of rules. All other inbound traffic is blocked.")
    {
        IsRequired = true,
        Keys = [Port, Protocol, From],
    };

    /// <summary>The list form of <see cref="Outbound"/>.</summary>
    public static readonly SettingKey OutboundRules = new("outbound", SettingKind.Mappings, "The allowed outbound traffic.")
    {
        Keys = [Port, Protocol, To],
    };

    public static readonly SettingKey Outbound = new(
        "outbound", SettingKind.Custom, "The allowed outbound traffic: `any`, or a list of rules with `port`, `protocol` and `to`.")
    {
        Otherwise = "`any`",
        Schema = OutboundSchema(OutboundRules.Keys),
    };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> Keys { get; } = [Roles, All, Inbound, Outbound];

    /// <summary>The same for a cloud without load balancers, and without a limit of roles.</summary>
    public static IReadOnlyList<SettingKey> WithoutLoadBalancers { get; } =
    [
        Roles with { Range = "roles of hosts of the environment" },
        All,
        Inbound with
        {
            Keys =
            [
                Port,
                Protocol,
                From with
                {
                    Meaning = "The sources: `any`, a list of IP addresses and networks, or `{ role: ROLE }` of the same environment.",
                    Schema = EndpointSchema(Role),
                },
            ],
        },
        Outbound with { Schema = OutboundSchema([Port, Protocol, To with { Schema = EndpointSchema(Role) }]) },
    ];

    private static JsonObject OutboundSchema(IReadOnlyList<SettingKey> keys) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["const"] = FirewallText.Any },
            new JsonObject { ["type"] = "array", ["items"] = SectionSchema.Of(keys) }),
    };

    private static JsonObject PortSchema() => new()
    {
        ["anyOf"] = new JsonArray(
            Ports(),
            new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Ports() }),
    };

    private static JsonObject Ports() => new()
    {
        ["type"] = new JsonArray("string", "integer"),
        ["pattern"] = "^([0-9]+(-[0-9]+)?|all)$",
        ["minimum"] = 1,
        ["maximum"] = 65535,
    };

    private static JsonObject EndpointSchema(params IReadOnlyList<SettingKey> names)
    {
        JsonObject named = SectionSchema.Of(names);
        named["minProperties"] = 1;
        named["maxProperties"] = 1;
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["const"] = FirewallText.Any },
                new JsonObject
                {
                    ["type"] = "array",
                    ["minItems"] = 1,
                    ["uniqueItems"] = true,
                    ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
                },
                named),
        };
    }
}
