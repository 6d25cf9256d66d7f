using System.Text;
using Stagecraft.Benchmarks.Table.Measuring;
using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>What the commands do, by the library: each job with a provider of its own, as each command has.</summary>
internal sealed class Tool(IAccount account, Fleet fleet)
{
    private readonly StagecraftFile _file = Read(fleet.Yaml(account.Project, account.Environment, account.SshKey));

    public Cost Plan() => account.Run(PlanAsync);

    public Cost Up() => account.Run(UpAsync);

    public Cost Down() => account.Run(DownAsync);

    public Task<Cost> PlanAsync(CancellationToken cancellationToken) => DoAsync(async (provider, options) =>
    {
        InfraPlan plan = await provider.PlanAsync(options, cancellationToken);
        return plan.Summary.Unchanged;
    });

    public Task<Cost> UpAsync(CancellationToken cancellationToken) => ApplyAsync(PlanIntent.Converge, cancellationToken);

    public Task<Cost> DownAsync(CancellationToken cancellationToken) => ApplyAsync(PlanIntent.Down, cancellationToken);

    private Task<Cost> ApplyAsync(PlanIntent intent, CancellationToken cancellationToken) => DoAsync(async (provider, options) =>
    {
        InfraPlan plan = await provider.PlanAsync(options with { Intent = intent }, cancellationToken);
        await provider.ApplyAsync(
            new ApplyOptions { Config = options.Config, Plan = plan, Progress = options.Progress },
            cancellationToken);
        return plan.ToCreate.Count + plan.ToDelete.Count;
    });

    private Task<Cost> DoAsync(Func<DigitalOceanProvider, PlanOptions, Task<int>> job) =>
        CostOf.RunAsync(account, async (counter, events) =>
    {
        using DigitalOceanProvider provider = new(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = name => name == "DO_TOKEN" ? account.Token : null,
            ApiUrl = account.Address,
            Handler = counter,
            TimeProvider = account.Time,
            Random = new Random(1),
        });
        return await job(provider, new PlanOptions
        {
            Config = _file.ProviderConfig,
            Project = _file.Project,
            Environment = account.Environment,
            Progress = events,
        });
    });

    private static StagecraftFile Read(string yaml)
    {
        StagecraftFileResult result = StagecraftFile.Parse(ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml)));
        return result.File ?? throw new ConfigException(result.Problems);
    }
}
