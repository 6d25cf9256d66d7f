using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Resources;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Compares hosts with the catalog, and creates with the limits of the account.</summary>
internal sealed record DropletPreflight : Preflight
{
    public required Catalog Catalog { get; init; }

    /// <summary>The declared VPCs: those by name are read with the droplets, those by id only for creates.</summary>
    public required DeclaredVpcs Vpcs { get; init; }

    /// <summary>The declared project, which is read with the droplets.</summary>
    public required ProjectMembers Project { get; init; }

    /// <summary>The account; null if it could not be read.</summary>
    public Account? Account { get; init; }

    /// <summary>Whether the SSH keys were not read, because the rate limit of their list would have delayed the plan.</summary>
    public bool LacksKeys { get; init; }

    public override decimal? PriceOf(DeclaredHost host) =>
        base.PriceOf(host) * Factor(((HostSettings)host).Backups, ((HostSettings)host).BackupPolicy);

    public override decimal? PriceOf(Machine machine) => base.PriceOf(machine)
        * Factor(((Droplet)machine).Features?.Contains(HostKeys.Backups.Name) ?? false, ((Droplet)machine).BackupPolicy);

    public override IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredHost> creates) =>
    [
        .. Vpcs.Problems([.. creates.Cast<HostSettings>()]),
        .. Project.Problems(),
        .. CatalogCheck.Check(creates.Cast<HostSettings>(), Catalog),
        .. creates.Count > 0 && Account is { IsLocked: true } locked
            ? (Problem[])[new(ErrorCodes.Refused, locked.Describe() + "; it cannot create droplets", Account.LockedHint)]
            : [],
    ];

    public override IReadOnlyList<Problem> CheckResize(DeclaredHost host, Machine machine) =>
        [.. CatalogCheck.CheckResize((HostSettings)host, (Droplet)machine, Catalog)];

    public override string? ExceededLimit(int added, AccountSnapshot snapshot) =>
        Exceeded("droplet", added, ((DropletSnapshot)snapshot).Total, Account?.DropletLimit);

    public override string? ExceededLimit(string kind, int added, int existing) =>
        kind == ResourceKind.Volume ? Exceeded("volume", added, existing, Account?.VolumeLimit) : null;

    private static string? Exceeded(string noun, int added, int existing, int? limit) => existing + added > limit
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"creating {added} {noun}{(added == 1 ? "" : "s")} would exceed the account limit of {limit} ({existing} in use)")
        : null;

    // Weekly backups cost 20 percent of the price of the droplet, daily ones 30 percent. A policy that was not read counts as weekly.
    private static decimal Factor(bool backups, BackupPolicy? policy) =>
        !backups ? 1m : policy?.Plan == BackupPolicy.Daily ? 1.3m : 1.2m;
}
