using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>Puts hosts into a sandbox past its API.</summary>
internal static class Filling
{
    public static void Of(DigitalOceanSandbox sandbox, Fleet fleet, IAccount account) =>
        Of(sandbox, fleet, account.Project, account.Environment);

    public static void Of(DigitalOceanSandbox sandbox, Fleet fleet, string project, string environment)
    {
        foreach (FleetHost host in fleet.All)
        {
            sandbox.CreateDroplet(
                $"{environment}-{host.Name}",
                ["stagecraft", $"stagecraft-env-{environment}", $"stagecraft-project-{project}", $"stagecraft-role-{host.Role}"],
                Fleet.Region,
                host.Size);
        }
    }
}
