namespace Stagecraft.Cli.Cloud;

/// <summary>The parameters of a provider.</summary>
/// <param name="GetEnvironmentVariable">Reads the token's variable.</param>
/// <param name="ApiUrl">The API's address, or null for the provider's own.</param>
/// <param name="TimeProvider">The clock that it waits on.</param>
/// <param name="StateDirectory">The directory of the SSH keys of hosts, or null.</param>
internal sealed record ProviderContext(
    Func<string, string?> GetEnvironmentVariable, Uri? ApiUrl, TimeProvider TimeProvider, string? StateDirectory);
