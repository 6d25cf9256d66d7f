using Stagecraft.Config;
using Stagecraft.DigitalOcean;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Samples;

public static class FirstRun
{
    #region program
    public static async Task RunAsync(CancellationToken stop)
    {
        using DigitalOceanProvider provider = new DigitalOceanProvider(new DigitalOceanProviderOptions
        {
            GetEnvironmentVariable = Environment.GetEnvironmentVariable,
        });
        await UpAsync(provider, Shop.Hosts, Console.Out, stop);
    }
    #endregion

    #region up
    public static async Task<ApplyReport> UpAsync(
        ICloudProvider provider, DigitalOceanConfig hosts, TextWriter output, CancellationToken stop)
    {
        ConfigMapping config = hosts.ToConfig();
        InfraPlan plan = await provider.PlanAsync(new PlanOptions { Config = config, Project = "shop", Environment = "staging" }, stop);
        if (plan.Changes.Any(c => c.Deletes))
        {
            throw new InvalidOperationException("this program deletes nothing");
        }

        try
        {
            return await provider.ApplyAsync(
                new ApplyOptions { Config = config, Plan = plan, Progress = new InfraProgress(e => output.WriteLine(e)) }, stop);
        }
        catch (CloudProviderException e) when (e.Report is { } report)
        {
            // At least one host failed. The report has the outcome of each; the same call again resumes from the actual state.
            foreach (HostOutcome host in report.Hosts)
            {
                output.WriteLine($"{host.MachineName}: {host.Kind} {host.Code} {host.Message}");
            }

            throw;
        }
    }
    #endregion
}
