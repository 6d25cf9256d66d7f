using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Api.Credentials;
using Stagecraft.Aws.Api.Signing;
using Stagecraft.Aws.Settings;

namespace Stagecraft.Aws;

/// <summary>Connects the engine to AWS.</summary>
internal sealed class AwsDriver(AwsProviderOptions options) : ICloudDriver
{
    private readonly ConcurrentDictionary<string, string> _regionsOfInstances = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AwsSession> _sessions = new(StringComparer.Ordinal);

    public RateGovernor Governor { get; } = new(options.TimeProvider, new AwsLimits());

    public AwsProviderOptions Options => options;

    public CloudTerms Terms => Ec2Terms.Terms;

    public JsonObject DescribeConfig() => AwsSchema.Create();

    public DeclaredConfig Read(ConfigNode section, string? project) => Ec2Config.Read(section, project);

    public ICloudAccount Connect(DeclaredConfig config, CloudContext context)
    {
        Ec2Config ec2 = (Ec2Config)config;
        IReadOnlyList<Ec2Host> hosts = [.. context.Hosts.Cast<Ec2Host>()];
        AwsClient client = CreateClient(ec2, context);
        return new AwsAccount(client, ec2, context.Environment, hosts, Governor, context.TimeProvider);
    }

    /// <summary>A client of the account that the config names.</summary>
    public AwsClient CreateClient(Ec2Config config, CloudContext context, bool isDryRun = false) => new(new()
    {
        IsDryRun = isDryRun,
        HomeRegion = config.Settings!.HomeRegion,
        Endpoints = EndpointsOf(config.Settings),
        Session = SessionOf(config.Settings),
        Governor = Governor,
        RegionsOfInstances = _regionsOfInstances,
        Time = context.TimeProvider,
        Random = options.Random,
        Handler = options.Handler,
        Progress = context.Progress,
        Log = context.Log,
    });

    private AwsEndpoints EndpointsOf(AwsSettings settings)
    {
        if (options.Endpoint is { } endpoint)
        {
            return new(name => name == "AWS_ENDPOINT_URL" ? endpoint.ToString() : null);
        }

        string profile = CredentialChain.ProfileOf(options.GetEnvironmentVariable, settings.Profile);
        AwsConfigFiles files = AwsConfigFiles.Read(options.GetEnvironmentVariable);
        return new(options.GetEnvironmentVariable, service => files.Endpoint(profile, service));
    }

    /// <summary>The keys are read once per profile, and the clock is corrected once.</summary>
    private AwsSession SessionOf(AwsSettings settings)
    {
        lock (_gate)
        {
            // An emulated API has no profiles; its credentials are in the variables.
            string? profile = options.Endpoint is { IsLoopback: true } ? null : settings.Profile;
            string key = profile ?? "";
            if (!_sessions.TryGetValue(key, out AwsSession? session))
            {
                CredentialChain chain = new(new()
                {
                    Variable = options.GetEnvironmentVariable,
                    Profile = profile,
                    Region = settings.HomeRegion,
                    Endpoints = EndpointsOf(settings),
                    Governor = Governor,
                    Time = options.TimeProvider,
                    Random = options.Random,
                    Handler = options.Handler,
                });
                _sessions[key] = session = new(chain, options.TimeProvider);
            }

            return session;
        }
    }
}
