namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>A snapshot with the data that later reads of the same run need.</summary>
internal sealed record DropletSnapshot : AccountSnapshot
{
    /// <summary>The number of droplets of the account, owned or not.</summary>
    public required int Total { get; init; }

    /// <summary>The owner tag in the account's spelling.</summary>
    public required string OwnerTag { get; init; }

    /// <summary>The number of pages of the list of all droplets.</summary>
    public required int PlainPages { get; init; }

    /// <summary>The number of pages of the list by owner tag.</summary>
    public required int TagPages { get; init; }
}
