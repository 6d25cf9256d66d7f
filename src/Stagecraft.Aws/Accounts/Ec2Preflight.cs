using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws.Accounts;

/// <summary>Compares hosts with the catalogs of their regions, and creates with the quotas of the account.</summary>
internal sealed record Ec2Preflight : Preflight
{
    /// <summary>The price list has hours; AWS counts 730 a month.</summary>
    public const decimal HoursPerMonth = 730m;

    /// <summary>Each public IPv4 address, since February 2024.</summary>
    public const decimal PublicIpv4PerHour = 0.005m;

    public required IReadOnlyDictionary<string, RegionCatalog> Catalogs { get; init; }

    public required IReadOnlyDictionary<(string Region, string Size), decimal> HourlyPrices { get; init; }

    public required IReadOnlyList<RegionQuota> Quotas { get; init; }

    // The price of a reserved IP is that of its own row.
    public override decimal? PriceOf(DeclaredHost host) =>
        PriceOf(host.Region, host.Size, host.HasPublicAddress && ((Ec2Host)host).ReservedIp is null);

    public override decimal? PriceOf(Machine machine) => machine.State == MachineState.Stopped
        ? 0m
        : PriceOf(machine.Region, machine.Size, machine.PublicIpv4 is not null && machine.ReservedIpv4 is null);

    public override IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredHost> creates) =>
        [.. CatalogCheck.Check(creates.Cast<Ec2Host>(), Catalogs), .. QuotaProblems([.. creates.Cast<Ec2Host>()])];

    public override IReadOnlyList<Problem> CheckResize(DeclaredHost host, Machine machine) =>
        [.. CatalogCheck.CheckResize((Ec2Host)host, (Ec2Machine)machine, Catalogs)];

    private decimal? PriceOf(string region, string size, bool hasAddress) =>
        HourlyPrices.TryGetValue((region, size), out decimal hourly)
            ? Math.Round((hourly + (hasAddress ? PublicIpv4PerHour : 0m)) * HoursPerMonth, 2)
            : null;

    private IEnumerable<Problem> QuotaProblems(IReadOnlyList<Ec2Host> creates)
    {
        foreach (RegionQuota quota in Quotas)
        {
            int added = creates.Where(h => h.Region == quota.Region && VcpuQuota.Of(h.Size) == quota.Quota)
                .Sum(h => Catalogs.GetValueOrDefault(h.Region)?.Types.GetValueOrDefault(h.Size)?.Vcpus ?? 0);
            if (added > 0 && quota.Used + added > quota.Limit)
            {
                yield return new(
                    ErrorCodes.Refused,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{added} more vCPUs in {quota.Region} would exceed the quota of {quota.Limit} for {quota.Quota.Instances} "
                            + $"({quota.Used} in use)"),
                    Ec2Terms.Terms.LimitHint);
            }
        }
    }
}
