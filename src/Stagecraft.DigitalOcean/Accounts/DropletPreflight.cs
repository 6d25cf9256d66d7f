using System.Globalization;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Checks hosts against what DigitalOcean offers and against the droplet limit.</summary>
internal sealed record DropletPreflight : Preflight
{
    public required Catalog Catalog { get; init; }

    /// <summary>How many droplets the account may have; null if that is unknown.</summary>
    public int? DropletLimit { get; init; }

    public override IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredHost> creates, int added, AccountSnapshot snapshot) =>
    [
        .. CatalogCheck.Check(creates.Cast<HostSettings>(), Catalog),
        .. OverLimit(added, ((DropletSnapshot)snapshot).Total),
    ];

    private IEnumerable<Problem> OverLimit(int added, int existing)
    {
        if (added > 0 && DropletLimit is { } limit && existing + added > limit)
        {
            yield return new(
                ErrorCodes.Refused,
                string.Create(CultureInfo.InvariantCulture, $"{added} droplets are to be created, but the account has {existing} and may have {limit}"),
                "ask DigitalOcean for a higher droplet limit, or delete droplets that are not needed");
        }
    }
}
