using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Samples;

#region keeper
/// <summary>Creates the missing hosts of staging, and logs all other differences. It deletes nothing: a person decides about
/// deletions.</summary>
public sealed class StagingKeeper(
    DigitalOceanProvider provider, DigitalOceanConfig hosts, KeeperInterval interval, TimeProvider time, ILogger<StagingKeeper> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new PeriodicTimer(interval.Value, time);
        do
        {
            try
            {
                await ReconcileAsync(stoppingToken);
            }
            catch (CloudProviderException e)
            {
                // Transient or not, the next cycle starts from the actual state.
                log.LogError("staging could not be kept: {Code} {Message}", e.Code, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReconcileAsync(CancellationToken stop)
    {
        ConfigMapping config = hosts.ToConfig();
        InfraPlan plan = await provider.PlanAsync(new PlanOptions { Config = config, Project = "shop", Environment = "staging" }, stop);
        foreach (ResourceChange host in plan.Changes)
        {
            foreach (FieldDifference field in host.Drift)
            {
                log.LogWarning(
                    "{Host} has drifted: {Field} is {Actual}, not {Declared}", host.Name, field.Name, field.Actual, field.Declared);
            }
        }

        if (plan.Changes.Any(c => c.Deletes))
        {
            log.LogWarning(
                "{Count} droplets of staging are not declared; nothing is applied until someone has reviewed this",
                plan.Changes.Count(c => c.Deletes));
        }
        else if (plan.HasChanges)
        {
            await provider.ApplyAsync(new ApplyOptions { Config = config, Plan = plan }, stop);
        }
    }
}

public sealed record KeeperInterval(TimeSpan Value);
#endregion
