using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>Rows, events and outcomes of resources other than hosts.</summary>
internal static class ResourceSamples
{
    internal const string Uuid = "4de7ac8b-495b-4884-9a69-1050c6793cd6";

    internal static readonly ResourceChange NewFirewall = Row(
        ResourceKind.Firewall,
        "web",
        ResourceActions.Create,
        new("inbound 22/tcp", "198.51.100.0/24", null),
        new("inbound 80/tcp", "any", null),
        new("inbound 443/tcp", "any", null),
        new("roles", "app", null)) with
    {
        MonthlyBefore = 0m,
        MonthlyAfter = 0m,
    };

    internal static readonly ResourceChange ChangedFirewall = Row(
        ResourceKind.Firewall,
        "db",
        ResourceActions.Update,
        new("inbound 22/tcp", "198.51.100.0/24", "any") { IsUpdated = true },
        new("inbound 5432/tcp", "role app", null) { IsUpdated = true },
        new("inbound 3306/tcp", null, "role app") { IsUpdated = true });

    internal static readonly ResourceChange NewVolume = Row(
        ResourceKind.Volume,
        "db-1-data",
        ResourceActions.Create,
        new("host", "db-1", null),
        new("region", "nyc3", null),
        new("size", "100", null)) with
    {
        MonthlyAfter = 10m,
    };

    internal static readonly ResourceChange LargerVolume = Row(
        ResourceKind.Volume,
        "db-2-data",
        ResourceActions.Update,
        new("host", "db-2", null) { IsUpdated = true },
        new("region", "nyc1", "nyc3"),
        new("size", "200", "100") { IsUpdated = true }) with
    {
        MonthlyBefore = 10m,
        MonthlyAfter = 20m,
    };

    internal static readonly ResourceChange OldVolume = Row(
        ResourceKind.Volume, "old-1-data", ResourceActions.Delete, new("region", null, "nyc3"), new("size", null, "50")) with
    {
        Approval = Approval.Loss,
        MonthlyBefore = 5m,
    };

    internal static readonly ResourceChange OldBalancer = Row(
        ResourceKind.LoadBalancer, "web", ResourceActions.Delete, new FieldDifference("address", null, "203.0.113.9")) with
    {
        Approval = Approval.Loss,
        MonthlyBefore = 12m,
    };

    internal static readonly ResourceChange Address = Row(
        ResourceKind.ReservedIp, "db-1", ResourceActions.Update, new FieldDifference("host", "db-1", null) { IsUpdated = true });

    internal static readonly ResourceChange NewAlert = Row(
        ResourceKind.Alert, "busy", ResourceActions.Create, new("cpu", "90", null), new("email", "ops@example.com", null)) with
    {
        MonthlyAfter = 0m,
    };

    internal static readonly ResourceChange KeptVolume = Row(ResourceKind.Volume, "db-1-data", ResourceActions.None) with
    {
        MonthlyBefore = 10m,
        MonthlyAfter = 10m,
    };

    internal static readonly ResourceChange KeptAddress = Row(ResourceKind.ReservedIp, "db-1", ResourceActions.None) with
    {
        MonthlyBefore = 0m,
        MonthlyAfter = 5m,
    };

    /// <summary>Ten changes, of every kind.</summary>
    internal static InfraPlan Full { get; } = Samples.Of(
        Priced(HostChange.Create(Samples.App2), 48m),
        Priced(HostChange.Create(Samples.Db1), 96m),
        HostChange.Delete(Samples.Old) with { MonthlyBefore = 6m },
        NewFirewall,
        ChangedFirewall,
        NewVolume,
        LargerVolume with { Fields = [.. LargerVolume.Fields.Where(f => f.IsUpdated)] },
        OldBalancer,
        Address,
        NewAlert,
        Samples.Unchanged);

    /// <summary>The end of an environment whose volume and address are kept.</summary>
    internal static InfraPlan Down { get; } = Samples.Of(
        HostChange.Delete(Samples.Old with { Reason = DeleteReason.Down }),
        OldBalancer with { Reason = DeleteReason.Down },
        ChangedFirewall with
        {
            Actions = ResourceActions.Delete,
            Approval = Approval.Delete,
            Reason = DeleteReason.Down,
            Fields = [],
        },
        OldVolume with { Reason = DeleteReason.Down }) with
    {
        Cost = new("USD", 33m, 15m),
        Warnings =
        [
            new("kept", "reserved IP '203.0.113.10' is kept, 5.00 USD a month"),
            new(
                "kept",
                "volume 'prod-db-1-data' (7) is kept, 10.00 USD a month; to delete it, run: "
                    + "`stagecraft infra down -e prod --allow-loss volume/db-1-data`"),
        ],
    };

    internal static IReadOnlyList<InfraEvent> Events { get; } =
    [
        new ResourceStarted(ResourceKind.Firewall, "web", "stagecraft.shop.prod.web", null, ResourceActions.Create),
        new ResourceWaiting(ResourceKind.Firewall, "web", "stagecraft.shop.prod.web", new ResourceId(Uuid), "waiting"),
        new ResourceCompleted(
            ResourceKind.Firewall, "web", "stagecraft.shop.prod.web", new ResourceId(Uuid), ResourceActions.Create),
        new ResourceStarted(ResourceKind.Volume, "db-1-data", "prod-db-1-data", null, ResourceActions.Create),
        new ResourceFailed(ResourceKind.Volume, "db-1-data", "prod-db-1-data", null, "api_error", "volume limit exceeded"),
        new ResourceSkipped(
            ResourceKind.LoadBalancer, "web", "stagecraft.shop.prod.web", OldBalancer.Id, "another change failed"),
    ];

    internal static ApplyReport PartialReport { get; } = new ApplyReport([Samples.Created])
    {
        Resources =
        [
            new(
                ResourceKind.Volume, "db-1-data", "prod-db-1-data", null, OutcomeKind.Failed, "api_error", "volume limit exceeded"),
            new(ResourceKind.Firewall, "web", "stagecraft.shop.prod.web", new ResourceId(Uuid), OutcomeKind.Created),
            new(
                ResourceKind.LoadBalancer,
                "web",
                "stagecraft.shop.prod.web",
                OldBalancer.Id,
                OutcomeKind.Skipped,
                Message: "another change failed"),
        ],
    };

    private static ResourceChange Priced(ResourceChange change, decimal after) => change with { MonthlyAfter = after };

    private static ResourceChange Row(
        string kind, string name, ResourceActions actions, params IReadOnlyList<FieldDifference> fields) => new()
        {
            Kind = kind,
            Name = name,
            Id = actions == ResourceActions.Create ? null : new ResourceId($"{kind}-{name}"),
            CloudName = kind == ResourceKind.Volume ? $"prod-{name}" : $"stagecraft.shop.prod.{name}",
            Actions = actions,
            Reason = actions == ResourceActions.Delete ? DeleteReason.Undeclared : null,
            Fields = fields,
            Approval = actions switch
            {
                ResourceActions.None => Approval.None,
                ResourceActions.Delete => Approval.Delete,
                _ => Approval.Change,
            },
        };
}
