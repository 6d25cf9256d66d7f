namespace Stagecraft.Cli.Cloud;

/// <summary>The connection settings of a new config; null for those that are not given.</summary>
/// <param name="Key">The SSH key.</param>
/// <param name="TokenVariable">The variable of the API token.</param>
/// <param name="AccountId">The id of the account.</param>
/// <param name="Region">The region whose catalog is read.</param>
internal sealed record InitConnection(string? Key, string? TokenVariable, string? AccountId, string? Region);
