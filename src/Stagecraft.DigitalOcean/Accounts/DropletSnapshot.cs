using Stagecraft.DigitalOcean.Api;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>A snapshot with what later reads of the same run need.</summary>
internal sealed record DropletSnapshot : AccountSnapshot
{
    /// <summary>How many droplets the account has, owned or not.</summary>
    public required int Total { get; init; }

    /// <summary>The owner tag in the spelling that the account uses.</summary>
    public required string OwnerTag { get; init; }

    /// <summary>How many pages the list of all droplets has.</summary>
    public required int PlainPages { get; init; }

    /// <summary>How many pages the list by owner tag has.</summary>
    public required int TagPages { get; init; }

    /// <summary>The cheapest list that shows every owned droplet without a GPU.</summary>
    public DropletQuery CheapestQuery => PlainPages <= TagPages ? DropletQuery.All : DropletQuery.ByTag(OwnerTag);
}
