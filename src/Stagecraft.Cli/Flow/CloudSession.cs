using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Cli.Flow;

/// <summary>The provider of one invocation, with its sandbox if one was requested.</summary>
internal sealed class CloudSession(ICloudProvider provider, RunningSandbox? sandbox) : IAsyncDisposable
{
    internal ICloudProvider Provider => provider;

    /// <exception cref="CloudProviderException">The file names an unknown provider.</exception>
    internal static async Task<CloudSession> OpenAsync(
        CommandContext context, GlobalArguments arguments, StagecraftFile file, CancellationToken cancellationToken)
    {
        if (!arguments.Sandbox)
        {
            return new CloudSession(Provide(context, arguments, file), null);
        }

        CloudDescription cloud = Clouds.Of(file.ProviderId);
        SandboxNeeds needs = cloud.NeedsOf(file.ProviderConfig);
        SandboxSettings settings = new()
        {
            StateFile = () => arguments.SandboxState is { } folder
                ? CloudSandbox.StateIn(folder, cloud)
                : CloudSandbox.StateBeside(arguments.Config, cloud),
            TimeProvider = context.Environment.TimeProvider,
        };
        RunningSandbox sandbox = await CloudSandbox.StartAsync(
            context.Environment.StartSandbox,
            needs,
            settings,
            "choose another directory for its state with --sandbox-state DIR",
            cancellationToken);
        try
        {
            return new CloudSession(Provide(context, needs.Variable, sandbox.Address, file), sandbox);
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
        (provider as IDisposable)?.Dispose();
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
        }
    }

    /// <summary>The provider without a sandbox.</summary>
    /// <exception cref="CloudProviderException">The file names an unknown provider.</exception>
    internal static ICloudProvider Provide(CommandContext context, GlobalArguments arguments, StagecraftFile file)
    {
        CloudDescription? cloud = Clouds.Find(file.ProviderId);
        return Provide(context, v => context.Secrets.Read(v, cloud?.IsSecret(v) != false), arguments.ApiUrlOf(cloud), file);
    }

    private static ICloudProvider Provide(CommandContext context, Func<string, string?> read, Uri? apiUrl, StagecraftFile file) =>
        context.Environment.CreateProviders(new ProviderContext(
            Clouds.Find(file.ProviderId),
            read,
            apiUrl,
            context.Environment.TimeProvider,
            StateDirectory.Of(context.Environment.GetEnvironmentVariable))).Get(file.ProviderId);
}
