using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering.Live;

namespace Stagecraft.Cli.Flow;

/// <summary>The setup of every <c>infra</c> command: the file, the environment, the provider.</summary>
internal sealed class Preparation(CommandContext context, StagecraftFile file, string environment, CloudSession session) : IAsyncDisposable
{
    internal StagecraftFile File => file;

    internal string Environment => environment;

    internal ICloudProvider Provider => session.Provider;

    internal CloudDescription Cloud { get; } = Clouds.Of(file.ProviderId);

    /// <summary>The user for SSH to a host.</summary>
    internal string SshUserOf(string host) => Cloud.SshUserOf(file.ProviderConfig, environment, host);

    /// <summary>The budget of <c>--max-monthly</c>; null for that of the file.</summary>
    internal decimal? MaxMonthly { get; set; }

    /// <summary>The number of <c>--max-unavailable</c>; null for that of the file.</summary>
    internal int? MaxUnavailable { get; set; }

    /// <summary>For commands that apply the desired state.</summary>
    internal static Task<Preparation> ForDeclaredAsync(
        CommandContext context, GlobalArguments arguments, CancellationToken cancellationToken)
    {
        StagecraftFile file = ConfigCheck.LoadWhole(context, arguments);
        string environment = EnvironmentChoice.OrOnly(arguments, file);
        return EnvironmentChoice.Undeclared(environment, arguments, file) is { } problem
            ? throw new CloudProviderException(null, problem)
            : OpenAsync(context, arguments, file, environment, cancellationToken);
    }

    /// <summary>For commands that read existing hosts; the environment need not be declared.</summary>
    internal static Task<Preparation> ForExistingAsync(
        CommandContext context,
        GlobalArguments arguments,
        Func<GlobalArguments, StagecraftFile, string> choose,
        CancellationToken cancellationToken)
    {
        StagecraftFile file = ConfigCheck.Load(context, arguments.Config);
        string environment = choose(arguments, file);
        if (!file.Environments.Contains(environment, StringComparer.Ordinal))
        {
            context.Io.Warn(EnvironmentChoice.UndeclaredWarning(environment, arguments, file));
        }

        return OpenAsync(context, arguments, file, environment, cancellationToken);
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    internal async Task<InfraPlan> PlanAsync(PlanIntent intent, ChoiceArguments choice, CancellationToken cancellationToken)
    {
        using ReadingProgress progress = new(context.Io);
        return await Provider.PlanAsync(
            new PlanOptions
            {
                Config = file.ProviderConfig,
                Project = file.Project,
                Environment = environment,
                Intent = intent,
                Targets = choice.Targets,
                Replace = choice.Replace,
                Surge = choice.Surge,
                Resize = choice.Resize,
                GrowDisk = choice.ResizeDisk,
                PowerOn = choice.PowerOn,
                MaxUnavailable = MaxUnavailable,
                AllowLoss = choice.AllowLoss,
                MonthlyMax = MaxMonthly,
                Progress = progress,
            },
            cancellationToken);
    }

    private static async Task<Preparation> OpenAsync(
        CommandContext context, GlobalArguments arguments, StagecraftFile file, string environment, CancellationToken cancellationToken)
    {
        string api = arguments.Sandbox ? " in the sandbox"
            : arguments.ApiUrlOf(Clouds.Find(file.ProviderId)) is { } address ? $" at {address}"
            : "";
        context.Io.Detail($"using {arguments.Config}, environment {environment}, provider {file.ProviderId}{api}");
        return new Preparation(context, file, environment, await CloudSession.OpenAsync(context, arguments, file, cancellationToken));
    }

    /// <summary>The existing hosts of the environment.</summary>
    internal Task<IReadOnlyList<HostStatus>> ListHostsAsync(CancellationToken cancellationToken) => Provider.ListHostsAsync(
        new ListOptions { Config = File.ProviderConfig, Project = File.Project, Environment = Environment }, cancellationToken);
}
