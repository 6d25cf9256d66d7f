using Stagecraft.DigitalOcean.Api;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>Plans, hosts and reports that tests begin with.</summary>
internal static class Samples
{
    internal const string Config = """
        project:
          name: shop
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              ssh_key_name: my-ssh-key
              default_region: nyc1
              default_size: s-2vcpu-4gb
              hosts:
                staging:
                  app-1: { role: app }
                prod:
                  app-1: { role: app }

        """;

    internal const string OneEnvironment = """
        cloud:
          provider: digitalocean
          providers:
            digitalocean:
              token_env: DO_TOKEN
              ssh_key_name: my-ssh-key
              hosts:
                staging:
                  app-1: { role: app, size: s-1vcpu-1gb, region: nyc1, ssh_key_name: other-key }

        """;

    internal static readonly HostSpec App2 = new()
    {
        Name = "app-2",
        MachineName = "prod-app-2",
        Role = "app",
        Size = "s-4vcpu-8gb",
        Region = "nyc3",
        Image = "ubuntu-22-04-x64",
        Tags = ["stagecraft", "stagecraft-env-prod", "stagecraft-project-shop", "stagecraft-role-app"],
    };

    internal static readonly HostSpec Db1 = App2 with { Name = "db-1", MachineName = "prod-db-1", Role = "db", Size = "s-8vcpu-16gb" };

    internal static readonly HostDeletion Old = new()
    {
        Name = "old-1",
        MachineName = "prod-old-1",
        Role = null,
        Size = "s-1vcpu-1gb",
        Region = "nyc3",
        Id = new ResourceId("1001"),
        Reason = DeleteReason.Undeclared,
    };

    internal static readonly HostDeletion Twin = Old with
    {
        Name = "app-1",
        MachineName = "prod-app-1",
        Role = "app",
        Id = new ResourceId("1002"),
        Reason = DeleteReason.Duplicate,
    };

    internal static readonly FieldDifference Smaller = new("size", "s-2vcpu-4gb", "s-1vcpu-1gb");

    internal static readonly ResourceChange Drift = HostChange.Keep("gateway-1", "prod-gateway-1", new ResourceId("1003"), Smaller);

    internal static readonly ResourceChange Unchanged = HostChange.Keep("app-1", "prod-app-1", new ResourceId("1004"));

    internal static readonly HostOutcome Created = new(
        "app-2", "prod-app-2", OutcomeKind.Created, new ResourceId("2001"), "203.0.113.7", "10.0.0.7");

    internal static readonly HostOutcome Failed =
        new("db-1", "prod-db-1", OutcomeKind.Failed, Code: ErrorCodes.MachineCreateFailed, Message: "size s-8vcpu-16gb is sold out");

    internal static InfraPlan Plan(
        IReadOnlyList<HostSpec>? create = null,
        IReadOnlyList<HostDeletion>? delete = null,
        IReadOnlyList<ResourceChange>? kept = null,
        IReadOnlyList<PlanWarning>? warnings = null) => Of(
        [
            .. (create ?? []).Select(HostChange.Create), .. (delete ?? []).Select(HostChange.Delete), .. kept ?? [], Unchanged,
        ]) with
        {
            Warnings = warnings ?? [],
            NotCompared = [new UncomparedFields(ResourceKind.Host, null, ["image", "user_data"], "only used when a droplet is created")],
        };

    internal static InfraPlan Of(params IReadOnlyList<ResourceChange> changes) => new InfraPlan
    {
        Provider = "digitalocean",
        Project = "shop",
        Environment = "prod",
        Changes = changes,
        Warnings = [],
        Cost = new PlanCost("USD", 24m, 126m),
        Requests = changes.Count(c => c.Creates) + changes.Count(c => c.Deletes),
        Fingerprint = new PlanFingerprint(new string('a', 64), new string('b', 64)),
    }.Sorted();

    /// <summary>A host that is deleted and created again, larger.</summary>
    internal static ResourceChange Replaced { get; } = HostChange.Replace(
        Old with { Name = "db-2", MachineName = "prod-db-2", Role = "db", Id = new ResourceId("500000007"), Reason = DeleteReason.Replace },
        Db1 with { Name = "db-2", MachineName = "prod-db-2" });

    internal static InfraPlan Replacing() => Plan([App2, Db1], [Old], [Replaced, Drift]);

    /// <summary>Everything a plan can have.</summary>
    internal static InfraPlan Full() => Plan(
        [App2, Db1],
        [Twin, Old, Old with { Name = null, MachineName = "prod-", Id = new ResourceId("1005"), Reason = DeleteReason.Replace }],
        [Drift with { Fields = [Smaller, new FieldDifference("status", "active", "off")] }],
        [new PlanWarning("no_project", "no project is set")]);

    internal static IReadOnlyList<InfraEvent> Events { get; } =
    [
        new HostCreating("app-2", "prod-app-2", "s-4vcpu-8gb", "nyc3"),
        new RetryScheduled("GET", "/v2/droplets", 1, 503, TimeSpan.FromSeconds(0.5)),
        new RetryScheduled("GET", "/v2/droplets", 2, null, TimeSpan.FromSeconds(1)),
        new RateLimitWait(TimeSpan.FromMilliseconds(12345), "minute"),
        new HostWaiting("app-2", "prod-app-2", new ResourceId("2001"), "new"),
        new HostReady("app-2", "prod-app-2", new ResourceId("2001"), "203.0.113.7", "10.0.0.7"),
        new HostFailed("db-1", "prod-db-1", null, ErrorCodes.MachineCreateFailed, "size s-8vcpu-16gb is sold out"),
        new HostDeleting("app-1", "prod-app-1", new ResourceId("1002"), DeleteReason.Duplicate),
        new HostDeleted("app-1", "prod-app-1", new ResourceId("1002"), DeleteReason.Duplicate),
        new HostSkipped("old-1", "prod-old-1", "a create failed"),
    ];

    internal static ApplyReport PartialReport { get; } = new(
    [
        new HostOutcome("app-1", "prod-app-1", OutcomeKind.Deleted, new ResourceId("1002")),
        Created,
        Failed,
        new HostOutcome("old-1", "prod-old-1", OutcomeKind.Skipped, new ResourceId("1001"), Message: "a create failed"),
    ]);

    internal static CloudProviderException Partial(ApplyReport report) => new(
        "digitalocean",
        [new Problem(ErrorCodes.PartialApply, "1 of 4 hosts failed")],
        report: report);

    internal static IReadOnlyList<HostStatus> Hosts { get; } =
    [
        new("app-1", "prod-app-1", new ResourceId("1004"), "app", "s-4vcpu-8gb", "nyc3", "active",
            "203.0.113.5", "10.0.0.5", "2001:db8::5", true),
        new("old-1", "prod-old-1", new ResourceId("1001"), null, "s-1vcpu-1gb", "nyc3", "off", null, "10.0.0.9", null, false),
        new(null, "prod-", new ResourceId("1005"), null, "s-1vcpu-1gb", "nyc3", "new", null, null, null, false),
    ];

    internal static IReadOnlyList<AccountEnvironment> Environments { get; } =
    [
        new(null, "legacy", false, [Hosts[0] with { MachineName = "legacy-app-1", IsDeclared = false }]),
        new("shop", "prod", true, Hosts),
        new(null, null, false, [Hosts[2] with { MachineName = "odd" }]),
    ];

    internal static CloudCatalog Offer { get; } = new(
        [new CatalogKey("1", "deploy", "aa:bb")],
        [new CatalogRegion("fra1", "Frankfurt 1"), new CatalogRegion("nyc3", "New York 3")],
        [
            new CatalogSize("s-1vcpu-512mb-10gb", 4m, 512, 10, ["nyc3"]),
            new CatalogSize("s-1vcpu-1gb", 6m, 1024, 25, ["fra1", "nyc3"]),
            new CatalogSize("s-2vcpu-4gb", 24m, 4096, 80, ["nyc3"]),
        ]);
}
