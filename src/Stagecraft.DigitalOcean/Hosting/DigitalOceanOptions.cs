namespace Stagecraft.DigitalOcean;

/// <summary>The options of <c>services.AddDigitalOcean</c>. They are validated when the host starts and when the provider is first
/// resolved. All errors are reported together; the token is never included.</summary>
public sealed class DigitalOceanOptions
{
    /// <summary>The address of the API: HTTPS, or plain HTTP to a loopback address, without user, query and fragment. Default:
    /// <c>https://api.digitalocean.com</c>.</summary>
    public Uri ApiUrl { get; set; } = new("https://api.digitalocean.com");

    /// <summary>The API token, for programs that do not store it in an environment variable. Default: null, each call reads the variable
    /// that the config names (<see cref="DigitalOceanConfig.TokenEnv"/>).</summary>
    public string? Token { get; set; }

    /// <summary>Reads an environment variable; null if it is not set. Default: the environment of the process.</summary>
#pragma warning disable RS0030 // A default of options, which the program can replace.
    public Func<string, string?> GetEnvironmentVariable { get; set; } = Environment.GetEnvironmentVariable;
#pragma warning restore RS0030
}
