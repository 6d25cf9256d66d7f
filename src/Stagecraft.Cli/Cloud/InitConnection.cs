namespace Stagecraft.Cli.Cloud;

/// <summary>The connection settings of a new config; null for those that are not given.</summary>
/// <param name="Key">The SSH key.</param>
/// <param name="TokenVariable">The variable of the API token.</param>
internal sealed record InitConnection(string? Key, string? TokenVariable);
