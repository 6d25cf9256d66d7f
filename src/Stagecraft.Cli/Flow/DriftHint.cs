using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The ways to resolve the drift of a plan. spec/cli/output.md, 1.4.1.</summary>
internal static class DriftHint
{
    private const int MaxHosts = 5;

    internal static IReadOnlyList<string> Of(SuggestedCommands commands, StagecraftFile file, InfraPlan plan)
    {
        List<string> hints = [];
        ResourceChange[] drifted = [.. plan.Changes.Where(c => c.HasDrift)];
        ResourceChange[] hosts = [.. drifted.Where(c => c is { Kind: ResourceKind.Host, Name: not null })];
        ResourceChange[] replaced = [.. hosts.Where(c => NeedsReplacement(c) && CanReplace(c))];
        ResourceChange[] resized = [.. hosts.Except(replaced).Where(c => c.Drift.Any(d => d.Name == HostField.Size))];
        ResourceChange[] off = [.. hosts.Except(replaced).Except(resized).Where(c => c.Drift.Any(IsOff))];
        bool isAnyOutdated = replaced.Any(IsOutdated) && hosts.Where(IsOutdated).All(CanReplace);
        string[] replacedNames = [.. replaced.Where(c => !isAnyOutdated || !IsOutdated(c)).Select(c => c.Name!)];
        Suggest(
            "to resolve the drift, change the file, or recreate the hosts (the data on their disks is lost)",
            "--replace",
            isAnyOutdated ? [ChoiceArguments.Outdated, .. replacedNames] : replacedNames);
        Suggest(
            "to resolve the drift of the size, change the file, or resize the hosts (with downtime; a disk cannot shrink)",
            "--resize",
            [.. resized.Select(c => c.Name!)]);
        Suggest("to switch on the hosts", "--power-on", [.. off.Select(c => c.Name!)]);
        if (replaced.Length + resized.Length + off.Length > 0)
        {
            return hints;
        }

        if (drifted.Any(c => c.Kind == ResourceKind.Host))
        {
            string reason = hosts.Length > 0 ? "are protected, so they " : "";
            hints.Add($"to resolve the drift, change the file; these hosts {reason}cannot be replaced");
        }
        else if (drifted.Length > 0)
        {
            hints.Add("to resolve the drift, change the file, or change these resources in the cloud");
        }

        return hints;

        bool CanReplace(ResourceChange host) => !host.IsProtected && !IsProtected(file, plan.Environment, host.Name!);

        void Suggest(string advice, string option, string[] values)
        {
            if (values.Length > 0)
            {
                string more = values.Length > MaxHosts ? $" (and {Words.Number(values.Length - MaxHosts)} more)" : "";
                string[] targets = plan.Targets.Count > 0 ? ["--target", string.Join(',', plan.Targets)] : [];
                string command = commands.Line(["infra", "up", "-e", plan.Environment, .. targets, option, .. values.Take(MaxHosts)]);
                hints.Add($"{advice}: `{command}`{more}");
            }
        }
    }

    // interface.md, 10.2
    private static bool IsOutdated(ResourceChange host) =>
        host.Drift.Any(d => d.Name is not (HostField.Name or HostField.Size or HostField.Status));

    private static bool NeedsReplacement(ResourceChange host) =>
        host.Drift.Any(d => d.Name is not (HostField.Size or HostField.Status) || (d.Name == HostField.Status && !IsOff(d)));

    private static bool IsOff(FieldDifference field) => field.Name == HostField.Status && Clouds.IsOff(field.Actual);

    // A host that the file protects cannot be replaced.
    private static bool IsProtected(StagecraftFile file, string environment, string host) =>
        (((file.ProviderConfig as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Find(environment) as ConfigMapping)
            ?.Entries.FirstOrDefault(e => HostGroup.Names(e).Contains(host))?.Value is ConfigMapping settings
        && settings.Find("protected") is ConfigScalar { Value: "true" };
}
