using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Accounts;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean;

/// <summary>Connects the engine to DigitalOcean.</summary>
internal sealed class DigitalOceanDriver(DigitalOceanProviderOptions options, RequestBudget budget) : ICloudDriver
{
    private readonly RecentKeys _recentKeys = new(options.TimeProvider);

    public DigitalOceanDriver(DigitalOceanProviderOptions options)
        : this(options, new RequestBudget())
    {
    }

    public DigitalOceanProviderOptions Options => options;

    /// <summary>Reads the variable of the token.</summary>
    public Func<string, string?> TokenVariable => options.Token is { } token ? _ => token : options.GetEnvironmentVariable;

    public RateGovernor Governor { get; } = new(options.TimeProvider, budget);

    /// <summary>The limit of the hour and the remaining requests, as the last responses stated them.</summary>
    public (int Limit, int? Left) Hour => Governor.Locked(() => budget.Hour);

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
