using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean;

/// <summary>Connects the engine to DigitalOcean.</summary>
internal sealed class DigitalOceanDriver(DigitalOceanProviderOptions options) : ICloudDriver
{
    private readonly RecentKeys _recentKeys = new(options.TimeProvider);

    public DigitalOceanProviderOptions Options => options;

    /// <summary>Reads the variable of the token.</summary>
    public Func<string, string?> TokenVariable => options.Token is { } token ? _ => token : options.GetEnvironmentVariable;

    public RateGovernor Governor { get; } = new(options.TimeProvider);

    public CloudTerms Terms => DropletTerms.Terms;

    public JsonObject DescribeConfig() => DropletSchema.Create();

    public DeclaredConfig Read(ConfigNode section, string? project) =>
        DropletConfig.Read(section, project, options.GetEnvironmentVariable);

    public ICloudAccount Connect(DeclaredConfig config, CloudContext context)
    {
        DigitalOceanSettings settings = ((DropletConfig)config).Settings!;
        return Connect(ApiToken.Read(settings.TokenEnv, TokenVariable), settings.SshKeys, context);
    }

    public DigitalOceanAccount Connect(string token, IReadOnlyList<Setting<string>> sshKeys, CloudContext context)
    {
        HttpMessageHandler? handler = options.Handler ?? options.CreateHandler?.Invoke();
        DigitalOceanClient client = new(
            options.ApiUrl, token, handler, Governor, context.TimeProvider, options.Random, context.Progress, context.Log);
        AccessKeys keys = new(client, sshKeys, _recentKeys);
        return new DigitalOceanAccount(client, keys, [.. context.Hosts.Cast<HostSettings>()], Governor);
    }
}
