using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The temporary names of machines that replace others before these are deleted (interface.md 10.15).</summary>
internal static class SurgeHosts
{
    private const string Suffix = "-next";

    /// <summary>The temporary name of the host that replaces a host.</summary>
    public static string NameOf(string host) => host + Suffix;

    /// <summary>The host that a host with a temporary name replaces; null if the name is not temporary.</summary>
    public static string? HostOf(string name) =>
        name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : null;

    /// <summary>The machine that an earlier run created to replace a host; null if there is none.</summary>
    public static Machine? Begun(ActualState actual, string host) =>
        actual.Hosts.GetValueOrDefault(NameOf(host))?.Survivor is { Tags: { } tags } machine && tags.Any(TagNames.IsReplaced)
            ? machine : null;

    /// <summary>The machine that only needs the name of a host, because the old machine was deleted before an earlier run was interrupted;
    /// null if there is none.</summary>
    public static Machine? Unnamed(DesiredState desired, ActualState actual, string host) =>
        !actual.Hosts.ContainsKey(host)
        && Begun(actual, host) is { } machine
        && desired.Hosts.All(h => h.Name != NameOf(host)) ? machine : null;

    /// <summary>Whether an owned host is the temporary name of one that the plan replaces or names.</summary>
    public static bool IsUsed(DesiredState desired, ActualState actual, string name) =>
        HostOf(name) is { } host
        && ((desired.Choice.Surge && desired.Choice.IsReplaced(host))
            || (desired.Hosts.Any(h => h.Name == host) && Unnamed(desired, actual, host) is not null));

    /// <summary>The machine with which another run has already replaced the host of a temporary name; null if there is none.</summary>
    /// <param name="next">The host with the temporary name, or another host, which has none.</param>
    /// <param name="actual">The actual state.</param>
    /// <param name="deleted">Machines that are known to be deleted.</param>
    public static Machine? Successor(DesiredHost next, ActualState actual, IReadOnlySet<ResourceId> deleted) =>
        next.Replaces is { } replaces && actual.Hosts.GetValueOrDefault(replaces.Host) is { } owned
            ? owned.Duplicates.Prepend(owned.Survivor).FirstOrDefault(m => !replaces.Machines.Contains(m.Id) && !deleted.Contains(m.Id))
            : null;

    /// <summary>The hosts with temporary names that rows of a plan require.</summary>
    /// <param name="desired">The desired state of the plan.</param>
    /// <param name="part">The rows that replace hosts.</param>
    public static DesiredState Of(DesiredState desired, InfraPlan part)
    {
        using FingerprintHash hash = new();
        ILookup<string?, ResourceId> replaced = part.HostChanges.Where(c => c.Deletes).ToLookup(c => c.Name, c => c.Id!.Value);
        return desired with
        {
            Hosts =
            [
                .. desired.Hosts.Where(h => replaced.Contains(h.Name)).Select(h => new DesiredHost(
                    Next(h.Declared, desired.Ownership), desired.Ownership, hash, isReplacement: true)
                {
                    RunningStatus = h.RunningStatus,
                    Replaces = (h.Name, replaced[h.Name].ToHashSet()),
                }),
            ],
        };
    }

    /// <summary>The host with the temporary name.</summary>
    public static DeclaredHost Next(DeclaredHost host, Ownership ownership) => host with
    {
        Name = NameOf(host.Name),
        MachineName = ownership.MachineName(NameOf(host.Name)),
    };
}
