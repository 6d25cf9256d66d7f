using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Planning;

namespace Stagecraft.DigitalOcean.Looking;

/// <summary>All that a plan rests on.</summary>
/// <param name="Look">The account.</param>
/// <param name="Catalog">What is on offer; null where nothing is to be created.</param>
/// <param name="Sizes">The sizes by slug, for their prices; null where they may not be read and are not needed.</param>
/// <param name="DropletLimit">How many droplets the account may have; null where that is not known.</param>
/// <param name="Key">The SSH key; null where nothing is to be created.</param>
internal sealed record PlanReading(
    AccountLook Look,
    Catalog? Catalog,
    IReadOnlyDictionary<string, Size>? Sizes,
    int? DropletLimit,
    SshKey? Key);
