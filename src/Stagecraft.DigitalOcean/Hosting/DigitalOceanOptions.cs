namespace Stagecraft.DigitalOcean;

/// <summary>What <c>services.AddDigitalOcean</c> makes the provider of. Validated when the host starts and when the provider is first asked for; all that is
/// wrong is told at once, and no value of a token.</summary>
public sealed class DigitalOceanOptions
{
    /// <summary>The API's address: HTTPS, or plain HTTP to a loopback address, without a user, a query or a fragment. Default: <c>https://api.digitalocean.com</c>.</summary>
    public Uri ApiUrl { get; set; } = new("https://api.digitalocean.com");

    /// <summary>The API token, for programs that keep it elsewhere than in an environment variable. Default: null, the variable that the config
    /// names (<see cref="DigitalOceanConfig.TokenEnv"/>) is read at each call.</summary>
    public string? Token { get; set; }

    /// <summary>Reads an environment variable; null where it is not set. Default: the process's own.</summary>
    public Func<string, string?> GetEnvironmentVariable { get; set; } = ProcessEnvironment.Read;
}
