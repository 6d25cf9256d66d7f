using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The ways to resolve the drift of a plan. spec/cli/output.md, 1.4.1.</summary>
internal static class DriftHint
{
    private const int MaxHosts = 5;

    internal static void Write(CommandIo io, StagecraftFile file, InfraPlan plan)
    {
        ResourceChange[] drifted = [.. plan.Changes.Where(c => c.HasDrift)];
        string[] hosts =
        [
            .. drifted.Where(c => c is { Kind: ResourceKind.Host, IsProtected: false }).Select(c => c.Name).OfType<string>()
                .Distinct(StringComparer.Ordinal).Where(h => !IsProtected(file, plan.Environment, h)),
        ];
        if (hosts.Length > 0)
        {
            string more = hosts.Length > MaxHosts ? $" (and {Words.Number(hosts.Length - MaxHosts)} more)" : "";
            string command = io.Commands.Line(["infra", "up", "-e", plan.Environment, "--replace", .. hosts.Take(MaxHosts)]);
            io.Hint($"to resolve the drift, change the file, or recreate the hosts (the data on their disks is lost): `{command}`{more}");
        }
        else if (drifted.Any(c => c.Kind == ResourceKind.Host))
        {
            string reason = drifted.Any(c => c is { Kind: ResourceKind.Host, Name: not null }) ? "are protected, so they " : "";
            io.Hint($"to resolve the drift, change the file; these hosts {reason}cannot be replaced");
        }
        else if (drifted.Length > 0)
        {
            io.Hint("to resolve the drift, change the file, or change these resources in the cloud");
        }
    }

    // A host that the file protects cannot be replaced.
    private static bool IsProtected(StagecraftFile file, string environment, string host) =>
        (((file.ProviderConfig as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Find(environment) as ConfigMapping)
            ?.Entries.FirstOrDefault(e => HostGroup.Names(e).Contains(host))?.Value is ConfigMapping settings
        && settings.Find("protected") is ConfigScalar { Value: "true" };
}
