using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Flow;

/// <summary>The provider of one invocation, with its sandbox if one was requested.</summary>
internal sealed class CloudSession : IAsyncDisposable
{
    private readonly RunningSandbox? _sandbox;

    private CloudSession(ICloudProvider provider, RunningSandbox? sandbox)
    {
        Provider = provider;
        _sandbox = sandbox;
    }

    internal ICloudProvider Provider { get; }

    /// <exception cref="CloudProviderException">The file names an unknown provider.</exception>
    internal static async Task<CloudSession> OpenAsync(
        CommandContext context,
        GlobalArguments arguments,
        StagecraftFile file,
        CancellationToken cancellationToken)
    {
        CliEnvironment environment = context.Environment;
        if (!arguments.Sandbox)
        {
            return new CloudSession(
                Provide(environment, new ProviderContext(context.Secrets.Read, arguments.ApiUrl, environment.TimeProvider), file), null);
        }

        SandboxNeeds needs = SandboxNeeds.Of(file.ProviderConfig);
        SandboxOptions Options() => needs.AddKeys(new SandboxOptions
        {
            StateFile = SandboxState.Beside(arguments.Config),
            TimeProvider = environment.TimeProvider,
        });
        RunningSandbox sandbox = await SandboxStart.RunAsync(
            environment.StartSandbox,
            Options,
            "it keeps its state in .stagecraft beside the config file",
            cancellationToken);
        try
        {
            return new CloudSession(
                Provide(environment, new ProviderContext(needs.Token, sandbox.Address, environment.TimeProvider), file), sandbox);
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>The provider with an optional capability. spec/providers/cloud/interface.md, 1.6.</summary>
    /// <exception cref="CloudProviderException">The provider does not implement it.</exception>
    internal static T Require<T>(ICloudProvider provider, string verb)
        where T : class => provider as T
            ?? throw new CloudProviderException(null, new Problem(ErrorCodes.Refused, $"the provider '{provider.Id}' cannot {verb}"));

    public async ValueTask DisposeAsync()
    {
        (Provider as IDisposable)?.Dispose();
        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }
    }

    private static ICloudProvider Provide(CliEnvironment environment, ProviderContext parts, StagecraftFile file) =>
        environment.CreateProviders(parts).Get(file.ProviderId);
}
