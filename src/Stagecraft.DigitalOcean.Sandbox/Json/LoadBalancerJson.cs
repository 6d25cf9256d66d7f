using System.Globalization;
using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Data;
using Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record LoadBalancerJson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Ip { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Ipv6 { get; init; }

    public required string Status { get; init; }

    public required string CreatedAt { get; init; }

    public string Algorithm { get; } = "round_robin";

    public required int SizeUnit { get; init; }

    /// <summary>Deprecated by the API; only for a number of nodes that has a size.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Size { get; init; }

    public required RegionJson Region { get; init; }

    public required string VpcUuid { get; init; }

    public required string ProjectId { get; init; }

    public required IReadOnlyList<ForwardingRule> ForwardingRules { get; init; }

    public required HealthCheck HealthCheck { get; init; }

    public required StickySessions StickySessions { get; init; }

    public required LoadBalancerFirewall Firewall { get; init; }

    public required bool RedirectHttpToHttps { get; init; }

    public required bool EnableProxyProtocol { get; init; }

    public required bool EnableBackendKeepalive { get; init; }

    public required int HttpIdleTimeoutSeconds { get; init; }

    public required bool DisableLetsEncryptDnsRecords { get; init; }

    public string Network { get; } = "EXTERNAL";

    public required string NetworkStack { get; init; }

    public required string Type { get; init; }

    public required string TlsCipherPolicy { get; init; }

    /// <summary>Absent if the token has no read access to tags.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Tag { get; init; }

    public required IReadOnlyList<long> DropletIds { get; init; }

    public static LoadBalancerJson Of(LoadBalancer item, Catalog catalog, ApiCall call)
    {
        LoadBalancerSpec spec = item.Spec;
        bool isActive = item.ActiveAt <= call.Now;
        return new LoadBalancerJson
        {
            Id = ResourceId.Format(ResourceKind.LoadBalancer, item.Id),
            Name = spec.Name,
            Ip = isActive ? item.Ipv4 : "",
            Ipv6 = isActive && spec.NetworkStack == "DUALSTACK"
                ? string.Create(CultureInfo.InvariantCulture, $"2001:db8:ffff::{item.Id:x}")
                : null,
            Status = isActive ? "active" : "new",
            CreatedAt = Timestamp.Format(item.CreatedAt),
            SizeUnit = spec.SizeUnit,
            Size = spec.SizeUnit switch
            {
                1 => "lb-small",
                3 => "lb-medium",
                6 => "lb-large",
                _ => null,
            },
            Region = catalog.RegionOf(spec.Region),
            VpcUuid = spec.VpcUuid,
            ProjectId = ResourceId.Format(ResourceKind.Project, item.ProjectId),
            ForwardingRules = spec.ForwardingRules,
            HealthCheck = spec.HealthCheck,
            StickySessions = spec.StickySessions,
            Firewall = spec.Firewall,
            RedirectHttpToHttps = spec.RedirectHttpToHttps,
            EnableProxyProtocol = spec.EnableProxyProtocol,
            EnableBackendKeepalive = spec.EnableBackendKeepalive,
            HttpIdleTimeoutSeconds = spec.HttpIdleTimeoutSeconds,
            DisableLetsEncryptDnsRecords = spec.DisableLetsEncryptDnsRecords,
            NetworkStack = spec.NetworkStack,
            Type = spec.Type,
            TlsCipherPolicy = spec.TlsCipherPolicy,
            Tag = call.Conditions.CanReadTags ? spec.Tag : null,
            DropletIds = item.DropletIds,
        };
    }
}
